"""`python -m tests.pictures [SCENE ...]`: a picture of every screen, at a desk and on a phone.

Needs the extra `pictures` and a Chromium on the PATH (Debian: `apt-get install chromium`).
"""

import argparse
import asyncio
import sys
from pathlib import Path

from tests.pictures import demo
from tests.pictures.scenes import SCENES
from tests.pictures.stage import raised

FOLDER = Path(__file__).parent.parent.parent / ".github" / "pictures"


async def main(names, folder):
    for name in names:
        if name == "demo":
            await demo.photographed(folder)
            continue
        async with raised(folder) as stage:
            await SCENES[name](stage)
            for path in stage.made:
                print(path)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.pictures")
    parser.add_argument("names", nargs="*", metavar="SCENE", default=[*SCENES, "demo"])
    parser.add_argument("--folder", type=Path, default=FOLDER)
    chosen = parser.parse_args()
    sys.exit(asyncio.run(main(chosen.names, chosen.folder)))
