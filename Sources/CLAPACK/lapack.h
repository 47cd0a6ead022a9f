// Prototypes of the LAPACK routines in use (liblapack-dev ships none). Column-major arrays, 32-bit integers; gfortran adds a
// hidden length (size_t) for each CHARACTER argument at the end.
#ifndef CROSSROADS_LAPACK_H
#define CROSSROADS_LAPACK_H

#include <stddef.h>
#include <stdint.h>

// QR factorisation with column pivoting.
void dgeqp3_(const int32_t *m, const int32_t *n, double *a, const int32_t *lda, int32_t *jpvt, double *tau, double *work,
             const int32_t *lwork, int32_t *info);
// Multiplies by the orthogonal factor of a QR factorisation.
void dormqr_(const char *side, const char *trans, const int32_t *m, const int32_t *n, const int32_t *k, const double *a,
             const int32_t *lda, const double *tau, double *c, const int32_t *ldc, double *work, const int32_t *lwork, int32_t *info,
             size_t, size_t);
// Solves with a triangular matrix.
void dtrtrs_(const char *uplo, const char *trans, const char *diag, const int32_t *n, const int32_t *nrhs, const double *a,
             const int32_t *lda, double *b, const int32_t *ldb, int32_t *info, size_t, size_t, size_t);
// Singular value decomposition by divide and conquer.
void dgesdd_(const char *jobz, const int32_t *m, const int32_t *n, double *a, const int32_t *lda, double *s, double *u,
             const int32_t *ldu, double *vt, const int32_t *ldvt, double *work, const int32_t *lwork, int32_t *iwork, int32_t *info,
             size_t);
// Cholesky factor of a symmetric positive definite matrix.
void dpotrf_(const char *uplo, const int32_t *n, double *a, const int32_t *lda, int32_t *info, size_t);
// Singular value decomposition by divide and conquer.
void dgesdd_(const char *jobz, const int32_t *m, const int32_t *n, double *a, const int32_t *lda, double *s, double *u,
             const int32_t *ldu, double *vt, const int32_t *ldvt, double *work, const int32_t *lwork, int32_t *iwork, int32_t *info,
             size_t);
// Version of the library.
void ilaver_(int32_t *major, int32_t *minor, int32_t *patch);

#endif
