"""The words for what changed between two extracts, as tables and maps carry them."""

OPENED, CLOSED, MOVED, RENAMED = "ouvert", "fermé", "déplacé", "renommé"
GAINED, LOST = "autorisation obtenue", "autorisation perdue"
