import numpy as np
import numpy.typing as npt

from scraper.extraction.classifier.network import Network

PROCESSORS: range

class Layers:
    def __init__(
        self, network: Network, most: int, step: int, said: int, processor: int = ...
    ) -> None: ...
    def add_log_odds(
        self, matrix: npt.NDArray[np.float32], raw: npt.NDArray[np.float32]
    ) -> None: ...
