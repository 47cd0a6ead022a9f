"""The examples of docs/exchange.md, in order and in one folder."""
import re
import shlex
import subprocess

from conftest import PROGRAM, ROOT


def test_examples_of_the_page_run(runs, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs/exchange.md").read_text()
    blocks = re.findall(r"^```(sh|python)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert [kind for kind, _ in blocks].count("sh") == 6
    for kind, text in blocks:
        if kind == "python":
            exec(compile(text, "docs/exchange.md", "exec"), {})
            continue
        words = shlex.split(text)
        assert words[0] == "crossroads"
        # The runs of these tests stand for the shipped results.
        words = [str(runs.folder / w) if (runs.folder / w).is_dir() else w for w in words[1:]]
        done = subprocess.run([PROGRAM, *words, "--project", str(ROOT)], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
