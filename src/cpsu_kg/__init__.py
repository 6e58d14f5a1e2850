"""Who led the Communist Party of the Soviet Union, on any day, and according to whom."""

__version__ = "0.1.0"
