"""OpenCV's cost of converting a 1080p picture from YUYV to BGR and to BGRA, on one thread."""

import statistics
import time

WIDTH, HEIGHT = 1920, 1080
BATCH, ROUNDS = 8, 40


def figures():
    """CPU time in µs by target format; empty if OpenCV isn't installed."""
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
