"""What OpenCV takes to turn a 1080p picture of YUYV into B G R and B G R A, on one thread."""

import statistics
import time

WIDTH, HEIGHT = 1920, 1080
BATCH, ROUNDS = 8, 40


def figures():
    """µs of CPU by the name of the target; none where OpenCV is not installed."""
    try:
        import cv2
        import numpy
    except ImportError:
        return {}
    cv2.setNumThreads(1)
    pictures = numpy.random.default_rng(1).integers(0, 256, (BATCH, HEIGHT, WIDTH, 2), numpy.uint8)
    result = {}
    for name, code in (("BGR", cv2.COLOR_YUV2BGR_YUYV), ("BGRA", cv2.COLOR_YUV2BGRA_YUYV)):
        targets = [cv2.cvtColor(picture, code) for picture in pictures]
        costs = []
        for _ in range(ROUNDS):
            start = time.thread_time()
            for picture, target in zip(pictures, targets):
                cv2.cvtColor(picture, code, target)
            costs.append(1e6 * (time.thread_time() - start) / BATCH)
        result[name] = statistics.median(costs)
    return result
