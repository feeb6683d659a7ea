"""``geomap run --engine dask``: the same run, its work spread over the workers of a Dask cluster."""

from geomap.cluster.crew import workers
from geomap.cluster.setting import Setting
from geomap.cluster.spool import own_spool
from geomap.cluster.spread import Spread

__all__ = ["Setting", "Spread", "own_spool", "workers"]
