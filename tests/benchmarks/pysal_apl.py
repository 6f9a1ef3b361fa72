"""PySAL's two-stage APL on pairs from a file: run by ``bench_network`` in an environment that has `access`."""

from __future__ import annotations

import json
import sys
import time

import numpy as np
import pandas as pd
from access import fca, weights

if __name__ == "__main__":
    source, target, steps = sys.argv[1], sys.argv[2], {float(k): v for k, v in json.loads(sys.argv[3]).items()}
    given = np.load(source)
    demand = pd.DataFrame({"people": given["people"]}, index=pd.RangeIndex(len(given["people"]), name="geoid"))
    supply = pd.DataFrame({"acts": given["acts"]}, index=demand.index)
    cost = pd.DataFrame({"origin": given["commune"], "dest": given["place"], "cost": given["minutes"]})
    spent = []
    for _ in range(3):
        start = time.perf_counter()
        values = fca.two_stage_fca(
            demand, supply, cost, max(steps), demand_name="people", supply_name="acts", weight_fn=weights.step_fn(steps)
        )
        spent.append(time.perf_counter() - start)
    np.savez(target, values=values.reindex(demand.index).fillna(0).to_numpy(), seconds=np.median(spent))
