"""Long work in processes of its own, which outlive the page and the terminal that asked for it.

A job is a *payload* (text) and an *entry point* (the dotted name of a `jobs.entry.Entry`, which turns the payload into
work that goes on part by part). What the work is, this package does not know: `networks.entry` trains networks.

    launch = launches.launch("A title", [Order("package.module:ENTRY", payload, total=1000)])
    print([job.sentence for job in records.jobs(launch)])

    launches     launching, cancelling, resuming, deleting: what pages and the terminal call
    queue        who has a place, and starting its process
    worker       that process: `python -m jobs.worker JOB`; `work` is what it does, `heartbeat` what it does beside
    checkpoints  the state that work goes on from, to the same bits
    cluster      the same work, part by part on a Dask cluster
    records      jobs as they stand; `states`: what a job can be; `process`: who holds it
    database     runs.sqlite; `store`: the folder, and what to say when a file or the disk fails

This file imports nothing: a worker hears a request to stop before anything large has loaded.
"""
