/* Adam on x^2 + s y^2, as one would write it in C: the yardstick for the kernels. Compiled at benchmark time. */
#include <math.h>

void trajectory(double x, double y, long steps, double s, double lr, double b1, double b2, double eps, double *out) {
  double mx = 0, my = 0, vx = 0, vy = 0, p1 = 1, p2 = 1;
  out[0] = x, out[1] = y;
  for (long t = 1; t <= steps; t++) {
    double gx = 2 * x, gy = 2 * s * y;
    p1 = p1 > 1e-30 ? p1 * b1 : 0, p2 = p2 > 1e-30 ? p2 * b2 : 0;
    double c1 = 1 / (1 - p1), c2 = 1 / (1 - p2);
    mx = b1 * mx + (1 - b1) * gx, my = b1 * my + (1 - b1) * gy;
    vx = b2 * vx + (1 - b2) * gx * gx, vy = b2 * vy + (1 - b2) * gy * gy;
    x -= lr * (mx * c1) / (sqrt(vx * c2) + eps), y -= lr * (my * c1) / (sqrt(vy * c2) + eps);
    out[2 * t] = x, out[2 * t + 1] = y;
  }
}

#define BATCH 64
void block(double *X, double *Y, long n, long steps, double s, double lr, double b1, double b2, double eps) {
  for (long k = 0; k < n; k += BATCH) {
    double x[BATCH], y[BATCH], mx[BATCH] = {0}, my[BATCH] = {0}, vx[BATCH] = {0}, vy[BATCH] = {0}, p1 = 1, p2 = 1;
    for (int i = 0; i < BATCH; i++) x[i] = X[k + i], y[i] = Y[k + i];
    for (long t = 1; t <= steps; t++) {
      p1 = p1 > 1e-30 ? p1 * b1 : 0, p2 = p2 > 1e-30 ? p2 * b2 : 0;
      double c1 = 1 / (1 - p1), c2 = 1 / (1 - p2);
      for (int i = 0; i < BATCH; i++) {
        double gx = 2 * x[i], gy = 2 * s * y[i];
        mx[i] = b1 * mx[i] + (1 - b1) * gx, my[i] = b1 * my[i] + (1 - b1) * gy;
        vx[i] = b2 * vx[i] + (1 - b2) * gx * gx, vy[i] = b2 * vy[i] + (1 - b2) * gy * gy;
        x[i] -= lr * (mx[i] * c1) / (sqrt(vx[i] * c2) + eps), y[i] -= lr * (my[i] * c1) / (sqrt(vy[i] * c2) + eps);
      }
    }
    for (int i = 0; i < BATCH; i++) X[k + i] = x[i], Y[k + i] = y[i];
  }
}
