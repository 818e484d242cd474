"""A server on this machine that speaks S3, for tests of folders that are URLs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import pytest

SECRET = "very-secret-word"
_NUMBERS = count(1)


@contextmanager
def an_s3_server() -> Iterator[str]:
    """Its address; the environment holds what s3fs needs to reach it, and children inherit that."""
    pytest.importorskip("s3fs")
    server = pytest.importorskip("moto.server").ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
            patch.setenv("AWS_ACCESS_KEY_ID", "AKIATEST")
            patch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
            patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
            yield f"http://{host}:{port}"
    finally:
        server.stop()


def a_bucket() -> str:
    """The URL of a new bucket."""
    import s3fs

    name = f"archive-{next(_NUMBERS)}"
    s3fs.S3FileSystem().mkdir(name)
    return f"s3://{name}"
