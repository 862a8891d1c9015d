"""`python -m tests.pictures [SCENE ...]`: the README's pictures, taken from the bot itself.

With `--folder`, a picture of every screen instead, at a desk and on a phone. Needs the extra
`pictures` and a Chromium on the PATH (Debian: `apt-get install chromium`).
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
    """All on one stage, where what happened in one scene is known in the next."""
    if scenes := [SCENES[name] for name in names if name != "demo"]:
        async with raised(folder or FOLDER, touring=folder is None) as stage:
            for scene in scenes:
                await scene(stage)
            for path in stage.made:
                print(path)
    if "demo" in names:
        await demo.photographed(folder or FOLDER)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.pictures")
    parser.add_argument("names", nargs="*", metavar="SCENE", default=[*SCENES, "demo"])
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    sys.exit(asyncio.run(main(chosen.names, chosen.folder)))
