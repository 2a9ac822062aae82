import numpy as np
import numpy.typing as npt

def read_links(hrefs: list[str], host: str, out: npt.NDArray[np.float32]) -> None: ...
