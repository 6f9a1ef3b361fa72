"""Questions by territory: one model of the region in memory, the profile of a territory, free questions, exports."""
