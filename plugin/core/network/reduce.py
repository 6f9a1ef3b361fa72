"""Exact reduction of a graph: dead-end trees pruned, chains of degree 2 contracted, parallels merged.

No time changes: a pruned or contracted node keeps what is needed to give it back its own time once the core's are
known.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .sorting import distinct


@dataclass(frozen=True)
class Reduced:
    """The core of a graph and how every other node hangs on it.

    ``core`` (c,) are the nodes kept, ``core_index`` (k,) their numbers (-1 elsewhere), ``tails``, ``heads``,
    ``seconds`` the arcs between core numbers. A node ``inner[i]`` of a chain lies between the cores ``ends[i]`` (two
    numbers), ``inner_to[i]`` and ``inner_from[i]`` seconds to and from them. A node ``tree[i]`` hangs on the node
    ``root[i]`` (core or inner), ``tree_to[i]`` and ``tree_from[i]`` seconds away.
    """

    core: np.ndarray
    core_index: np.ndarray
    tails: np.ndarray
    heads: np.ndarray
    seconds: np.ndarray
    inner: np.ndarray
    ends: np.ndarray
    inner_to: np.ndarray
    inner_from: np.ndarray
    tree: np.ndarray
    root: np.ndarray
    tree_to: np.ndarray
    tree_from: np.ndarray


def reduce_edges(size: int, low: np.ndarray, high: np.ndarray, up: np.ndarray, down: np.ndarray) -> Reduced:
    """Reduce simple undirected edges (no loops, no parallels) with seconds low -> high (``up``) and back (``down``)."""
    edges = np.arange(len(low), dtype=np.intp)
    degree = np.bincount(low, minlength=size) + np.bincount(high, minlength=size)
    # The sum of a node's edge numbers is its last edge once all others are gone, and gives the other one of two.
    edge_sum = (
        np.bincount(low, weights=edges, minlength=size) + np.bincount(high, weights=edges, minlength=size)
    ).astype(np.intp)
    tree, root, tree_to, tree_from, alive = _prune(size, low, high, up, down, degree, edge_sum)
    in_tree = np.zeros(size, dtype=bool)
    in_tree[tree] = True
    is_inner = (degree == 2) & ~in_tree

    kept = np.flatnonzero(alive)
    chains = _Chains(low, high, up, down, kept, is_inner, edge_sum)
    rings = chains.follow()
    if rings.size:  # a ring has no end: one of its nodes becomes one
        is_inner[rings] = False
        chains = _Chains(low, high, up, down, kept, is_inner, edge_sum)
        chains.follow()
    core = np.flatnonzero(~in_tree & ~is_inner)
    core_index = np.full(size, -1, dtype=np.intp)
    core_index[core] = np.arange(len(core))
    tails, heads, seconds = chains.core_arcs(core_index, len(core))
    return Reduced(
        core,
        core_index,
        tails,
        heads,
        seconds,
        chains.inner,
        core_index[chains.at.reshape(-1, 2)],
        chains.cost_to.reshape(-1, 2),
        chains.cost_from.reshape(-1, 2),
        tree,
        root,
        tree_to,
        tree_from,
    )


def _prune(
    size: int,
    low: np.ndarray,
    high: np.ndarray,
    up: np.ndarray,
    down: np.ndarray,
    degree: np.ndarray,
    edge_sum: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Take leaves off until none is left. Changes ``degree`` and ``edge_sum``; the last node of a lone tree stays.

    Returns:
        ``tree`` nodes, their ``root``, seconds to and from it, and which edges stay ``alive``.
    """
    alive = np.ones(len(low), dtype=bool)
    root, to_root, from_root = np.arange(size), np.zeros(size), np.zeros(size)
    rounds = []
    leaves = np.flatnonzero(degree == 1)
    while leaves.size:
        edge = edge_sum[leaves]
        parent = low[edge] + high[edge] - leaves
        stays = (degree[parent] == 1) & (leaves < parent)
        leaves, edge, parent = leaves[~stays], edge[~stays], parent[~stays]
        rising = leaves < parent
        to_root[leaves] = np.where(rising, up[edge], down[edge])
        from_root[leaves] = np.where(rising, down[edge], up[edge])
        root[leaves] = parent
        alive[edge] = False
        degree[leaves] = 0
        np.subtract.at(degree, parent, 1)
        np.subtract.at(edge_sum, parent, edge)
        rounds.append(leaves)
        leaves = np.unique(parent[degree[parent] == 1])
    for leaves in reversed(rounds):
        parent = root[leaves]  # already led to its own root, or one itself
        to_root[leaves] += to_root[parent]
        from_root[leaves] += from_root[parent]
        root[leaves] = root[parent]
    tree = np.concatenate(rounds) if rounds else np.empty(0, dtype=np.intp)
    return tree, root[tree], to_root[tree], from_root[tree], alive


class _Chains:
    """The two ways out of every inner node, followed to the core by pointer doubling.

    Item ``2 i + s`` leaves ``inner[i]`` by its edge ``s``; ``at`` is the node reached, ``cost_to`` and ``cost_from``
    the seconds there and back.
    """

    def __init__(
        self,
        low: np.ndarray,
        high: np.ndarray,
        up: np.ndarray,
        down: np.ndarray,
        kept: np.ndarray,
        is_inner: np.ndarray,
        edge_sum: np.ndarray,
    ):
        self.low, self.high, self.up, self.down = low, high, up, down
        self.kept, self.is_inner, self.edge_sum = kept, is_inner, edge_sum
        self.inner = np.flatnonzero(is_inner)
        self.position = np.full(len(is_inner), -1, dtype=np.intp)
        self.position[self.inner] = np.arange(len(self.inner))
        self.first_edge = np.full(len(is_inner), -1, dtype=np.intp)
        self.first_edge[low[kept]] = kept
        self.first_edge[high[kept]] = kept
        first = self.first_edge[self.inner]
        edge = np.column_stack([first, edge_sum[self.inner] - first]).ravel()
        node = np.repeat(self.inner, 2)
        rising = low[edge] == node
        self.at = np.where(rising, high[edge], low[edge])
        self.cost_to = np.where(rising, up[edge], down[edge])
        self.cost_from = np.where(rising, down[edge], up[edge])
        self.after = self._item_after(self.at, edge)

    def _item_after(self, node: np.ndarray, edge: np.ndarray) -> np.ndarray:
        """The item that goes on from ``node`` when it was entered by ``edge`` (meaningless at a core node)."""
        return 2 * self.position[node] + (self.first_edge[node] == edge)

    def follow(self) -> np.ndarray:
        """Walk every item to the core. Returns one node of each ring that has no core node."""
        active = np.flatnonzero(self.is_inner[self.at])
        steps = 0
        while active.size and (1 << steps) <= 2 * len(self.inner):
            ahead = self.after[active]
            at, after = self.at[ahead], self.after[ahead]
            to, back = self.cost_to[active] + self.cost_to[ahead], self.cost_from[active] + self.cost_from[ahead]
            self.at[active], self.after[active], self.cost_to[active], self.cost_from[active] = at, after, to, back
            active = active[self.is_inner[at]]
            steps += 1
        return self._one_node_a_ring(np.unique(active // 2)) if active.size else active

    def _one_node_a_ring(self, unended: np.ndarray) -> np.ndarray:
        """The lowest node of each ring among the inner positions that met no core: a few hand walks, rings are rare."""
        seen: set[int] = set()
        chosen = []
        for start in self.inner[unended].tolist():
            if start in seen:
                continue
            chosen.append(start)
            node, edge = start, int(self.first_edge[start])
            while node not in seen:
                seen.add(node)
                node = int(self.low[edge] + self.high[edge] - node)
                edge = int(self.edge_sum[node]) - edge
        return np.array(chosen, dtype=np.intp)

    def core_arcs(self, core_index: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Arcs between core numbers: edges and whole chains, the quickest of parallels, no loops."""
        edge = np.concatenate([self.kept, self.kept])
        tail = np.concatenate([self.low[self.kept], self.high[self.kept]])
        node = np.concatenate([self.high[self.kept], self.low[self.kept]])
        seconds = np.concatenate([self.up[self.kept], self.down[self.kept]])
        leaving = ~self.is_inner[tail]
        edge, tail, node, seconds = edge[leaving], tail[leaving], node[leaving], seconds[leaving]
        through = np.flatnonzero(self.is_inner[node])
        item = self._item_after(node[through], edge[through])
        seconds[through] += self.cost_to[item]
        node[through] = self.at[item]
        tail, node = core_index[tail], core_index[node]
        usable = np.isfinite(seconds) & (tail != node)
        tail, node, seconds = tail[usable], node[usable], seconds[usable]
        if not len(tail):
            return tail, node, seconds
        bits = size.bit_length()
        order, pairs, first = distinct(tail << bits | node)
        return pairs >> bits, pairs & ((1 << bits) - 1), np.minimum.reduceat(seconds[order], first)
