"""What training runs came to, read from disk.

records        runs as they stand (`writing` writes them); `curves`: what was measured;
               `earlier_releases`: what those left; `diverged`: runs that are no longer finite
summary        mean and deviation over the seeds; `comparing`: names and curves by which runs are compared
reproducing    beside the numbers that a paper prints; `bridge`: beside the same optimizer in the plane
report         all of it as data; `estimate`: how long a training will take, by what ran here
"""
