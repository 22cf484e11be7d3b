from __future__ import annotations

import asyncio
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geokg.serve.exchange import Job, Reply, read_job, read_reply

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
GRAPHS = st.lists(TEXT, max_size=3).map(tuple)


async def received(frame: bytes) -> Reply:
    stream = asyncio.StreamReader()
    stream.feed_data(frame)
    stream.feed_eof()
    return await read_reply(stream)


@given(st.builds(Job, TEXT, st.none() | TEXT, st.none() | TEXT, GRAPHS, GRAPHS, TEXT))
def test_a_job_arrives_as_it_was_sent(job: Job) -> None:
    pipe = io.BytesIO(job.pack() * 2)
    assert [read_job(pipe), read_job(pipe), read_job(pipe)] == [job, job, None]


@given(st.builds(Reply, st.integers(0, 599), TEXT, st.binary(max_size=300)))
def test_a_reply_arrives_as_it_was_sent(reply: Reply) -> None:
    assert asyncio.run(received(reply.pack())) == reply


def test_a_reply_that_breaks_off_is_none() -> None:
    with pytest.raises(asyncio.IncompleteReadError):
        asyncio.run(received(Reply(200, "text/csv", b"abc").pack()[:-1]))


def test_a_refusal_is_one_line_that_can_be_sent() -> None:
    assert Reply.refusal(400, "no\n\tSPARQL\ud800").body == b"no SPARQL?"
