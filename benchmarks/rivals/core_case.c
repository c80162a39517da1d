/* The core case by hand, in C: the algorithm of Kilter's compiled engine for this one case and nothing else.
 *
 * A binary heap of events at whole seconds, one 64-bit word each (time, class, entity); random numbers hashed from their address
 * (seed, replication, purpose, entity, draw); distributions by inversion. One replication after another in one thread.
 * gcc -O3 -march=native -shared -fPIC core_case.c -o core_case.so -lm
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef uint64_t u64;
typedef int64_t i64;

typedef struct {
    int items, technicians, kinds, stock, months; /* kinds 0: no parts are needed */
    i64 month;                                    /* seconds */
    double mtbf, repair_mean, repair_sd, lead_mean, lead_sd; /* days */
} Case;

/* ---- numbers: SplitMix64's finaliser over a Weyl sequence, one stream for each purpose of each entity ---- */
#define WEYL 0x9E3779B97F4A7C15ull
enum { FAILURE = 1, KIND = 2, LABOUR = 3, LEAD = 4 };
typedef struct { u64 base, drawn; } Stream;

static inline u64 mix(u64 x) {
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
    return x ^ (x >> 31);
}
static inline u64 next_bits(Stream *s) { return mix(s->base + WEYL * ++s->drawn); }
static inline double next_unit(Stream *s) { return (double)(next_bits(s) >> 12) * 0x1p-52 + 0x1p-53; }
static inline void open_stream(Stream *s, u64 root, u64 purpose, u64 entity) {
    s->base = mix(mix(purpose) ^ mix(root ^ mix(entity + WEYL)));
    s->drawn = 0;
}

/* ---- distributions ---- */
static double normal_quantile(double u) { /* Wichura 1988, AS 241, PPND16 */
    double q = u - 0.5, r, num, den, x;
    if (fabs(q) <= 0.425) {
        r = 0.180625 - q * q;
        num = (2.5090809287301226727e3 * r + 3.3430575583588128105e4) * r + 6.7265770927008700853e4;
        num = ((num * r + 4.5921953931549871457e4) * r + 1.3731693765509461125e4) * r;
        num = ((num + 1.9715909503065514427e3) * r + 1.3314166789178437745e2) * r + 3.3871328727963666080e0;
        den = (5.2264952788528545610e3 * r + 2.8729085735721942674e4) * r + 3.9307895800092710610e4;
        den = ((den * r + 2.1213794301586595867e4) * r + 5.3941960214247511077e3) * r;
        den = ((den + 6.8718700749205790830e2) * r + 4.2313330701600911252e1) * r + 1.0;
        return num * q / den;
    }
    r = q <= 0.0 ? u : 1.0 - u;
    r = sqrt(-log(r));
    if (r <= 5.0) {
        r -= 1.6;
        num = (7.74545014278341407640e-4 * r + 2.27238449892691845833e-2) * r + 2.41780725177450611770e-1;
        num = ((num * r + 1.27045825245236838258e0) * r + 3.64784832476320460504e0) * r;
        num = ((num + 5.76949722146069140550e0) * r + 4.63033784615654529590e0) * r + 1.42343711074968357734e0;
        den = (1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r + 1.51986665636164571966e-2;
        den = ((den * r + 1.48103976427480074590e-1) * r + 6.89767334985100004550e-1) * r;
        den = ((den + 1.67638483018380384940e0) * r + 2.05319162663775882187e0) * r + 1.0;
    } else {
        r -= 5.0;
        num = (2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 1.24266094738807843860e-3;
        num = ((num * r + 2.65321895265761230930e-2) * r + 2.96560571828504891230e-1) * r;
        num = ((num + 1.78482653991729133580e0) * r + 5.46378491116411436990e0) * r + 6.65790464350110377720e0;
        den = (2.04426310338993978564e-15 * r + 1.42151175831644588870e-7) * r + 1.84631831751005468180e-5;
        den = ((den * r + 7.86869131145613259100e-4) * r + 1.48753612908506148525e-2) * r;
        den = ((den + 1.36929880922735805310e-1) * r + 5.99832206555887937690e-1) * r + 1.0;
    }
    x = num / den;
    return q < 0.0 ? -x : x;
}

/* The gamma distribution by its series and its continued fraction (DLMF 8.7.1 and 8.9.2), without the factor in front. */
static double gamma_series(double a, double x) {
    double term = 1.0 / a, total = term, at = a;
    do {
        at += 1.0;
        term *= x / at;
        total += term;
    } while (term > total * 1e-16);
    return total;
}
static double gamma_fraction(double a, double x) {
    double b = x + 1.0 - a, c = 1e300, d = 1.0 / b, h = d, step;
    int i = 1;
    do {
        double an = -(double)i * ((double)i - a);
        b += 2.0;
        d = 1.0 / (an * d + b);
        c = b + an / c;
        step = d * c;
        h *= step;
    } while (fabs(step - 1.0) > 3e-16 && ++i < 20000);
    return h;
}

/* Its inverse by Newton steps on the logarithm of the nearer tail; for shapes from 1 to 100. */
static double gamma_quantile(double below, double above, double z, double a) {
    double lg = lgamma(a), root = 1.0 - 1.0 / (9.0 * a) + z / (3.0 * sqrt(a));
    double least = exp((log(below) + lgamma(a + 1.0)) / a);
    double x = least < 0.2 * (a + 1.0) ? least * exp(least / (a + 1.0)) : a * root * root * root;
    for (int i = 0; i < 50; i++) {
        double front = exp(a * log(x) - x - lg), move, p, q;
        if (x < a + 1.0) {
            p = gamma_series(a, x) * front;
            q = 1.0 - p;
        } else {
            q = gamma_fraction(a, x) * front;
            p = 1.0 - q;
        }
        move = below <= 0.5 ? x * exp(-log(p / below) * p / front) : x + log(q / above) * q * x / front;
        if (fabs(move - x) <= 1e-14 * x) return move;
        x = move;
    }
    return x;
}

/* The same from a table: the cube root of a gamma value is almost a straight line in the normal quantile (Wilson & Hilferty
 * 1931), so cubics between exact points, with exact slopes, are good to nine digits. */
enum { NODES = 512 };
#define REACH 8.5
typedef struct { double value[NODES + 1], slope[NODES + 1]; } Table;

static void make_table(Table *t, double shape) {
    double lg = lgamma(shape);
    for (int i = 0; i <= NODES; i++) {
        double z = REACH * (2.0 * i / NODES - 1.0);
        double x = gamma_quantile(0.5 * erfc(-z * M_SQRT1_2), 0.5 * erfc(z * M_SQRT1_2), z, shape);
        double normal = exp(-0.5 * z * z) * 0.39894228040143268, density = exp((shape - 1.0) * log(x) - x - lg);
        t->value[i] = cbrt(x);
        t->slope[i] = normal / (3.0 * cbrt(x) * cbrt(x) * density) * (2.0 * REACH / NODES);
    }
}
static inline double look_up(const Table *t, double u) {
    double at = (normal_quantile(u) + REACH) * (NODES / (2.0 * REACH));
    int i = (int)at;
    double f = at - i, g = 1.0 - f;
    double y = g * g * ((1.0 + 2.0 * f) * t->value[i] + f * t->slope[i])
             + f * f * ((1.0 + 2.0 * g) * t->value[i + 1] - g * t->slope[i + 1]);
    return y * y * y;
}

/* ---- the heap: time in seconds, class, entity, all in one word; free places hold the largest word ---- */
enum { ARRIVAL = 0, FINISH = 1, FAIL = 2, MONTH = 3 };
#define WORD(tick, class, id) ((u64)(tick) << 28 | (u64)(class) << 24 | (u64)(id))
typedef struct { u64 *at; i64 size, room; int hole; } Heap; /* children of i are 2i + 1 and 2i + 2 */

static int grow(Heap *h) {
    u64 *more = realloc(h->at, (size_t)(2 * h->room + 2) * sizeof *more);
    if (!more) return 1;
    memset(more + h->room + 2, 0xFF, (size_t)h->room * sizeof *more);
    h->at = more;
    h->room *= 2;
    return 0;
}
static inline void climb(u64 *a, i64 i, u64 word) {
    while (i > 0 && a[(i - 1) >> 1] > word) {
        a[i] = a[(i - 1) >> 1];
        i = (i - 1) >> 1;
    }
    a[i] = word;
}
static inline void fill(u64 *a, i64 n, u64 word) { /* the hole at the top goes down to a leaf, and the word climbs from there */
    i64 i = 0, c = 1;
    while (c < n) {
        c += a[c + 1] < a[c];
        a[i] = a[c];
        i = c;
        c = 2 * i + 1;
    }
    climb(a, i, word);
}
static inline int push(Heap *h, u64 word) {
    if (h->hole) {
        h->hole = 0;
        fill(h->at, h->size, word);
        return 0;
    }
    if (h->size == h->room && grow(h)) return 1;
    climb(h->at, h->size++, word);
    return 0;
}
static inline u64 take(Heap *h) { /* leaves a hole, which the first event posted next fills */
    if (h->hole) {
        u64 word = h->at[--h->size];
        h->at[h->size] = ~0ull;
        fill(h->at, h->size, word);
    }
    h->hole = 1;
    return h->at[0];
}

/* ---- first come, first served ---- */
typedef struct { int first, last; } Line; /* -1: empty; one item waits in one line at a time */
static inline void join(Line *l, int *after, int item) {
    after[item] = -1;
    if (l->first < 0) l->first = item; else after[l->last] = item;
    l->last = item;
}
static inline int leave(Line *l, const int *after) {
    int item = l->first;
    l->first = after[item];
    return item;
}

/* ---- one replication ---- */
#define DAY 86400.0
static inline i64 ticks(double days) { return (i64)(days * DAY + 0.5); }

typedef struct {
    const Case *k;
    double scale, sd, lead_scale; /* of the lognormal repair and the gamma lead time */
    Table lead_table;
    Heap heap;
    Stream *failure, *which, *labour, *lead;
    int *after, *shelf;
    Line *owed, queue;
    int free_hands, up;
    i64 integral, since; /* item-seconds up, and until when they are counted */
} World;

static inline void count(World *w, i64 now, int by) {
    w->integral += w->up * (now - w->since);
    w->since = now;
    w->up += by;
}
static inline int run_item(World *w, i64 now, int item) {
    double life = -log(1.0 - next_unit(&w->failure[item])) * w->k->mtbf;
    return push(&w->heap, WORD(now + ticks(life), FAIL, item));
}
static inline int begin_repair(World *w, i64 now, int item) { /* parts are there: now a technician */
    if (w->free_hands == 0) {
        join(&w->queue, w->after, item);
        return 0;
    }
    w->free_hands--;
    double work = w->scale * exp(w->sd * normal_quantile(next_unit(&w->labour[item])));
    return push(&w->heap, WORD(now + ticks(work), FINISH, item));
}
static inline int fail(World *w, i64 now, int item) {
    count(w, now, -1);
    if (w->k->kinds == 0) return begin_repair(w, now, item);
    int p = (int)(((next_bits(&w->which[item]) >> 32) * (u64)w->k->kinds) >> 32);
    double wait = look_up(&w->lead_table, next_unit(&w->lead[p])) * w->lead_scale;
    int bad = push(&w->heap, WORD(now + ticks(wait), ARRIVAL, p));
    if (w->shelf[p] == 0) {
        join(&w->owed[p], w->after, item);
        return bad;
    }
    w->shelf[p]--;
    return bad | begin_repair(w, now, item);
}
static inline int arrive(World *w, i64 now, int p) {
    if (w->owed[p].first >= 0) return begin_repair(w, now, leave(&w->owed[p], w->after));
    w->shelf[p]++;
    return 0;
}
static inline int finish(World *w, i64 now, int item) {
    count(w, now, +1);
    int bad = run_item(w, now, item);
    w->free_hands++;
    return w->queue.first >= 0 ? bad | begin_repair(w, now, leave(&w->queue, w->after)) : bad;
}

static int replicate(World *w, u64 root, double *out) {
    const Case *k = w->k;
    int bad = 0;
    memset(w->heap.at, 0xFF, (size_t)(w->heap.room + 2) * sizeof(u64));
    w->heap.size = w->heap.hole = 0;
    w->queue.first = -1;
    w->free_hands = k->technicians;
    w->up = k->items;
    w->integral = w->since = 0;
    for (int p = 0; p < k->kinds; p++) {
        open_stream(&w->lead[p], root, LEAD, (u64)p);
        w->shelf[p] = k->stock;
        w->owed[p].first = -1;
    }
    for (int i = 0; i < k->items; i++) {
        open_stream(&w->failure[i], root, FAILURE, (u64)i);
        open_stream(&w->which[i], root, KIND, (u64)i);
        open_stream(&w->labour[i], root, LABOUR, (u64)i);
        bad |= run_item(w, 0, i);
    }
    bad |= push(&w->heap, WORD(k->month, MONTH, 0));
    i64 before = 0;
    for (int month = 0; month < k->months && !bad;) {
        u64 word = take(&w->heap);
        i64 now = (i64)(word >> 28);
        int id = (int)(word & 0xFFFFFF);
        switch ((word >> 24) & 15) {
        case FAIL: bad = fail(w, now, id); break;
        case ARRIVAL: bad = arrive(w, now, id); break;
        case FINISH: bad = finish(w, now, id); break;
        default:
            count(w, now, 0);
            out[month++] = (double)(w->integral - before) / ((double)k->items * (double)k->month);
            before = w->integral;
            bad = push(&w->heap, WORD(now + k->month, MONTH, 0));
        }
    }
    return bad;
}

/* Replications first, first + 1, ...: out has their monthly availabilities, row after row. Returns 0, or 1 without memory. */
int core_case(const Case *k, u64 seed, i64 first, i64 replications, double *out) {
    size_t n = (size_t)k->items, kinds = (size_t)(k->kinds ? k->kinds : 1);
    World *w = calloc(1, sizeof *w);
    if (!w) return 1;
    double ratio = k->repair_sd / k->repair_mean, variance = log1p(ratio * ratio);
    double shape = k->lead_mean * k->lead_mean / (k->lead_sd * k->lead_sd);
    w->k = k;
    w->sd = sqrt(variance);
    w->scale = k->repair_mean * exp(-0.5 * variance);
    w->lead_scale = k->lead_mean / shape;
    make_table(&w->lead_table, shape);
    w->heap.room = 4 * (i64)n + 64;
    w->heap.at = malloc((size_t)(w->heap.room + 2) * sizeof(u64));
    w->failure = malloc(n * sizeof(Stream));
    w->which = malloc(n * sizeof(Stream));
    w->labour = malloc(n * sizeof(Stream));
    w->lead = malloc(kinds * sizeof(Stream));
    w->after = malloc(n * sizeof(int));
    w->shelf = malloc(kinds * sizeof(int));
    w->owed = malloc(kinds * sizeof(Line));
    int bad = !w->heap.at || !w->failure || !w->which || !w->labour || !w->lead || !w->after || !w->shelf || !w->owed;
    for (i64 r = first; !bad && r < first + replications; r++, out += k->months)
        bad = replicate(w, mix(mix(seed) + WEYL * (u64)(r + 1)), out);
    free(w->heap.at), free(w->failure), free(w->which), free(w->labour);
    free(w->lead), free(w->after), free(w->shelf), free(w->owed), free(w);
    return bad;
}
