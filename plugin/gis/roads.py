"""Road layers into arrays, in bulk: no loop over features."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr, osr

from ..core.findings import InputError, Report, Severity
from ..core.network.profiles import Profile, Tally, costs
from ..core.network.roads import RoadArrays, line_lengths, lines_from_wkb, split_at_shared_vertices
from .frames import GdalError, arrow_batches, done, gdal_calls, spatial_reference

PROFILES = Path(__file__).resolve().parents[2] / "data" / "profiles"
_BATCH = "MAX_FEATURES_IN_BATCH=65536"


def profile_names() -> list[str]:
    """The ids of the profiles that come with the plugin."""
    return sorted(path.stem for path in PROFILES.glob("*.yaml"))


def load_profile(name_or_path: str | Path) -> Profile:
    """A profile by its id or by the path of a YAML file."""
    built_in = PROFILES / f"{name_or_path}.yaml"
    return Profile.load(built_in if built_in.is_file() else name_or_path)


def read_roads(
    source: str | Path,
    profile: Profile,
    crs: str = "EPSG:2154",
    *,
    subset: str = "",
    progress: Callable[[float], bool] = lambda part: True,
) -> tuple[RoadArrays, Report]:
    """Read a line layer as passable road segments.

    Args:
        source: a path, with ``|layername=`` where a file holds several layers.
        profile: how its columns become seconds.
        crs: the metric CRS wanted.
        subset: an SQL condition on the layer, as QGIS layers carry.
        progress: called with the part read (0 to 1); False stops.

    Returns:
        The segments, and what was dropped or replaced and why (RES02, RES03, RES09).

    Raises:
        InputError: no such file or layer, no CRS, no column for a speed, no passable segment.
    """
    path, _, options = str(source).partition("|")
    if "://" not in path and not path.startswith("/vsi") and not Path(path).exists():
        raise InputError.of("FIC01", chemin=path)
    try:
        with gdal_calls():
            # The option is read by the OSM driver and by no other.
            option = f"CONFIG_FILE={PROFILES / 'osmconf.ini'}"
            drivers = ["OSM"] if path.lower().endswith((".osm", ".pbf", ".osm.bz2")) else None
            chosen = {"allowed_drivers": drivers, "open_options": [option]} if drivers else {}
            dataset = done(gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_READONLY, **chosen))
            reader = _Reader(dataset, path, options, profile, crs, subset)
            return reader.read(progress)
    except GdalError as error:
        raise InputError.of("FIC21", chemin=path, detail=str(error)) from error


class _Reader:
    """One layer being read; keeps the dataset alive while its Arrow stream runs."""

    def __init__(self, dataset: gdal.Dataset, path: str, options: str, profile: Profile, crs: str, subset: str):
        self.dataset, self.path, self.profile, self.crs = dataset, path, profile, crs
        self.is_osm = dataset.GetDriver().ShortName == "OSM"
        self.layer = self._find_layer(options)
        definition = self.layer.GetLayerDefn()
        fields = [definition.GetFieldDefn(index).GetName() for index in range(definition.GetFieldCount())]
        self.columns = profile.find_columns(fields)
        self.fid = self.layer.GetFIDColumn() or "OGC_FID"
        flags = [name for name in self.columns.values() if _is_boolean(definition, name)]
        self.true = {name: self._where_true(name, fields, subset) for name in flags}
        done(self.layer.SetAttributeFilter(subset or None))
        streamed = set(self.columns.values()) - set(flags)
        self.layer.SetIgnoredFields([name for name in fields if name not in streamed])
        self.geometry = self.layer.GetGeometryColumn() or "wkb_geometry"
        self.transform = self._transformation()
        self.tally = Tally()

    def _find_layer(self, options: str) -> object:
        wanted = dict(part.split("=", 1) for part in options.split("|") if "=" in part)
        if "layername" in wanted:
            return done(self.dataset.GetLayerByName(wanted["layername"]))
        if self.is_osm:
            return done(self.dataset.GetLayerByName("lines"))
        return done(self.dataset.GetLayer(int(wanted.get("layerid", 0))))

    def _where_true(self, name: str, fields: list[str], subset: str) -> np.ndarray:
        """Sorted numbers of the features whose boolean is true: GDAL before 3.8 unpacks Arrow's booleans wrongly."""
        condition = f'"{name}" = 1'
        done(self.layer.SetAttributeFilter(f"({subset}) AND {condition}" if subset else condition))
        self.layer.SetIgnoredFields([*fields, "OGR_GEOMETRY"])
        batches = [batch[self.fid] for batch in arrow_batches(self.layer, _BATCH)]
        return np.sort(np.concatenate(batches)) if batches else np.empty(0, dtype=np.int64)

    def _transformation(self) -> osr.CoordinateTransformation | None:
        reference = self.layer.GetSpatialRef()
        # A GeoPackage without a CRS comes with a placeholder of that name.
        if reference is None or (reference.GetName() or "").startswith("Undefined"):
            raise InputError.of("FIC22", chemin=self.path)
        target = spatial_reference(self.crs)
        reference = reference.Clone()
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        if target.IsGeographic():
            raise InputError.of("RES13", crs=self.crs)
        return None if reference.IsSame(target) else osr.CoordinateTransformation(reference, target)

    def read(self, progress: Callable[[float], bool]) -> tuple[RoadArrays, Report]:
        """All batches of the layer as one set of arrays."""
        # An OSM file must be read to the end to be counted.
        total = max(self.layer.GetFeatureCount(), 1) if not self.is_osm else 0
        seen, parts = 0, []
        for batch in arrow_batches(self.layer, "USE_MASKED_ARRAYS=YES", _BATCH):
            records = batch[self.geometry]
            for name, true in self.true.items():
                batch[name] = np.isin(batch[self.fid], true, assume_unique=True)
            part = self._segments(batch, records)
            if part is not None:
                parts.append(part)
            seen += len(records)
            if not progress(min(seen / total, 1.0) if total else 0.5):
                break
        report = self.tally.report()
        if not parts:
            raise InputError(*report, *InputError.of("RES10", chemin=self.path).findings)
        coords, counts, forward, backward, length, ferry = (
            np.concatenate(column) for column in zip(*parts, strict=True)
        )
        offsets = np.concatenate([[0], np.cumsum(counts)])
        note = {"profil": self.profile.label, "segments_lus": seen, "segments_gardes": len(forward)}
        report.add("RES14", Severity.INFO, n=len(forward), lus=seen, km=round(float(length.sum()) / 1000, 1))
        roads = RoadArrays(coords, offsets, forward, backward, length, ferry, self.crs, note)
        return (split_at_shared_vertices(roads) if self.is_osm else roads), report

    def _segments(self, batch: dict[str, np.ndarray], records: np.ndarray) -> tuple[np.ndarray, ...] | None:
        """Vertices, vertex counts, seconds both ways, metres and ferries of the passable segments of a batch."""
        if np.ma.isMA(records):
            pairs = zip(np.ma.getdata(records).tolist(), np.ma.getmaskarray(records).tolist(), strict=True)
            plain = [None if missing else bytes(record) for record, missing in pairs]
            records = np.array([*plain, None], dtype=object)[:-1]
        coords, offsets, record = lines_from_wkb(records)
        self.tally.segments["RES02:sans géométrie"] += len(records) - len(np.unique(record))
        if not len(record):
            return None
        if self.transform is not None:
            coords = np.array(self.transform.TransformPoints(coords))[:, :2]
        length = line_lengths(coords, offsets)
        roles = {role: batch[name][record] for role, name in self.columns.items()}
        stated = roles.pop("length", None)
        if stated is not None:
            length = self._stated_length(stated, length, record)
        result = costs(self.profile, roles, length, self.tally)
        keep = result.keep & np.isfinite(coords[offsets[:-1]]).all(axis=1)
        if not keep.any():
            return None
        counts = np.diff(offsets)
        if keep.all():
            return coords, counts, result.forward, result.backward, length, result.ferry
        return (
            coords[np.repeat(keep, counts)],
            counts[keep],
            result.forward[keep],
            result.backward[keep],
            length[keep],
            result.ferry[keep],
        )

    def _stated_length(self, stated: np.ndarray, drawn: np.ndarray, record: np.ndarray) -> np.ndarray:
        """Metres by the layer's own column, shared among the parts of a record; the drawing's where it says nothing."""
        unit = self.profile.length_units.get(self.columns["length"].lower(), 1.0)
        values = np.ma.filled(np.ma.asarray(stated).astype(float), np.nan) * unit
        whole = np.bincount(record, weights=drawn)[record]
        with np.errstate(invalid="ignore", divide="ignore"):
            shared = np.where(whole > 0, values * drawn / whole, values)
        return np.where(np.isfinite(shared) & (shared > 0), shared, drawn)


def _is_boolean(definition: ogr.FeatureDefn, name: str) -> bool:
    return definition.GetFieldDefn(definition.GetFieldIndex(name)).GetSubType() == ogr.OFSTBoolean
