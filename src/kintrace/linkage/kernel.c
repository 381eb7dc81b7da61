/* The pair stage: find candidate pairs by blocking keys, compare them, weigh them, keep the good ones.

   Everything here reads integers. Each distinct value was analysed once, before; a record is a row of
   codes; a code points into the dictionary of its field. A pair whose best possible weight cannot reach
   the floor is dropped before any string is compared, and a pair that an earlier blocking rule has made
   is not scored again. Nothing is materialised but the pairs that are kept.

   The file needs no Python headers: kernel.py opens the library with ctypes. */

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define MISSING 255
#define PENDING 254
#define MAX_FIELDS 32
#define MAX_LETTERS 63
#define FACETS 4
#define CLASSES 6
#define NOT_ASKED -1e200

enum kind { EXACT = 0, TEXT = 1, NAME = 2, BIRTH = 3, PLACE = 4, CODE = 5 };

/* The order of levels in each kind; fields.py holds the same lists and a test compares the lengths. */
enum text_level { T_SAME, T_ONE, T_TWO, T_SIMILAR, T_DIFFERENT };
enum name_level { N_SAME, N_CLASS, N_SOUND, N_SKELETON, N_ONE, N_TWO, N_SIMILAR, N_INITIAL, N_SWAPPED, N_DIFFERENT, N_ANOTHER };
enum birth_level { B_SAME, B_DAY_MONTH, B_DIGIT, B_YEAR_ONE, B_NEAR, B_JANUARY, B_DAY_MONTH_SAME, B_MONTH,
                   B_COMPATIBLE, B_YEAR, B_NEAR_YEAR, B_DIFFERENT };
enum place_level { P_SAME, P_NAME, P_RAION, P_SIMILAR, P_OBLAST, P_DIFFERENT };
enum code_level { C_SAME, C_ONE, C_DIFFERENT };

typedef struct { int32_t reading[FACETS], coarse[FACETS], classes[CLASSES], skeleton, initial; } name_entry;  /* 64 bytes */
typedef struct { int32_t first_day, last_day, year, month, day, digits; } birth_entry;
typedef struct { int32_t settlement, raion, oblast, text, called[FACETS]; } place_entry;

typedef struct {                 /* strings of one dictionary: bytes, where each begins, which letters it has */
    const uint8_t *bytes; const int32_t *start; const uint32_t *letters;
} strings;

typedef struct {
    int32_t kind, levels, swap_with;   /* swap_with: the name this one may be exchanged with, or -1 */
    const double *weight;                         /* bits per level */
    const float *rarity;                          /* bits per code, added at levels in rarity_levels; may be NULL */
    uint32_t rarity_levels;
    double best_inexact;                          /* the most that two unequal values can weigh */
    const double *relative;                       /* bits per level that speak for two relatives, not strangers */
    int32_t shared;                               /* relatives share this field, rare values included */
    strings text;
    const void *entries;                          /* name_entry, birth_entry or place_entry per code */
} field;

/* What levels of two or three fields say together and not one by one: `bits` are added when each of them
   is at one of its levels in `levels` (bits, 1 << level). `shared`: all of them are fields that relatives share. Fields that repeat each other, kinds of alteration. */
typedef struct { int32_t count, field[3]; uint32_t levels[3]; int32_t shared; double bits; } joint;

typedef struct {
    int32_t fields, rules, joints, one_list;
    field field[MAX_FIELDS];
    int32_t order[MAX_FIELDS];                    /* fields, cheapest comparison first */
    const int32_t *left, *right;                  /* codes, one row a record */
    const uint32_t *left_keys, *right_keys;       /* blocking keys, one row a record; 0 = none */
    const joint *joint;
    double best_joint;                            /* the most that joint terms can add */
    double relative_bits;                         /* log2 odds that two people are relatives; very low = not asked */
} context;

/* ---------- strings ---------- */

static int popcount(uint32_t x) { return __builtin_popcount(x); }

/* Optimal string alignment distance, or limit + 1 when it is larger; letters beyond MAX_LETTERS are not read. */
int32_t kt_distance(const uint8_t *a, int32_t la, const uint8_t *b, int32_t lb, int32_t limit) {
    if (la > MAX_LETTERS) la = MAX_LETTERS;
    if (lb > MAX_LETTERS) lb = MAX_LETTERS;
    while (la && lb && *a == *b) { a++; b++; la--; lb--; }
    while (la && lb && a[la - 1] == b[lb - 1]) { la--; lb--; }
    if (abs(la - lb) > limit) return limit + 1;
    if (!la || !lb) return la + lb;
    if (la == 1 && lb == 1) return 1;
    uint8_t rows[3][MAX_LETTERS + 2];
    uint8_t *two = rows[0], *one = rows[1], *now = rows[2];
    for (int j = 0; j <= lb; j++) one[j] = (uint8_t)j;
    for (int i = 1; i <= la; i++) {
        int best = now[0] = (uint8_t)i;
        for (int j = 1; j <= lb; j++) {
            int d = one[j - 1] + (a[i - 1] != b[j - 1]);
            if (one[j] + 1 < d) d = one[j] + 1;
            if (now[j - 1] + 1 < d) d = now[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && two[j - 2] + 1 < d) d = two[j - 2] + 1;
            now[j] = (uint8_t)d;
            if (d < best) best = d;
        }
        if (best > limit) return limit + 1;
        uint8_t *t = two; two = one; one = now; now = t;
    }
    return one[lb] > limit ? limit + 1 : one[lb];
}

static int string_length(const strings *s, int32_t i) { return s->start[i + 1] - s->start[i]; }

/* How many letters apart, up to `limit`; one edit changes at most two bits of a letter mask. */
static int letters_apart(const strings *s, int32_t a, int32_t b, int limit) {
    if (popcount(s->letters[a] ^ s->letters[b]) > 2 * limit) return limit + 1;
    return kt_distance(s->bytes + s->start[a], string_length(s, a), s->bytes + s->start[b], string_length(s, b), limit);
}

static int shared_prefix(const strings *s, int32_t a, int32_t b) {
    const uint8_t *x = s->bytes + s->start[a], *y = s->bytes + s->start[b];
    int la = string_length(s, a), lb = string_length(s, b), n = la < lb ? la : lb, i = 0;
    while (i < n && x[i] == y[i]) i++;
    return i;
}

static int shorter(const strings *s, int32_t a, int32_t b) {
    int la = string_length(s, a), lb = string_length(s, b);
    return la < lb ? la : lb;
}

/* Longer texts may be further apart and still similar: one letter in three, or a long shared beginning. */
static int is_similar(const strings *s, int32_t a, int32_t b, int distance) {
    int n = shorter(s, a, b), prefix = shared_prefix(s, a, b);
    return distance * 3 <= n || (prefix >= 3 && prefix * 2 > n);
}

static int text_level(const strings *s, int32_t a, int32_t b) {
    int n = shorter(s, a, b), limit = n < 9 ? 2 : n / 3;
    if (n == 0) return T_DIFFERENT;
    int d = letters_apart(s, a, b, limit);
    if (d <= 1 && n > 1) return T_ONE;
    if (d <= 2 && n > 3) return T_TWO;
    return is_similar(s, a, b, d) ? T_SIMILAR : T_DIFFERENT;
}

static int code_level(const strings *s, int32_t a, int32_t b) {
    return shorter(s, a, b) > 2 && letters_apart(s, a, b, 1) <= 1 ? C_ONE : C_DIFFERENT;
}

/* What a Latin word sounds like, roughly, in any language: doubled letters once, vowels only at the
   beginning, letters that are often written for one another made one. Returns the length written. */
int32_t kt_sound(const uint8_t *word, int32_t n, uint8_t *out) {
    static const char to[] = "abkdefghijklmnopkrstuvvkys";   /* c q x are k, w is v, z is s */
    int32_t k = 0;
    for (int32_t i = 0; i < n; i++) {
        uint8_t c = word[i], next = i + 1 < n ? word[i + 1] : 0;
        if (c == 'p' && next == 'h') { c = 'f'; i++; }
        else if (c == 'c' && (next == 'e' || next == 'i' || next == 'y')) c = 's';
        else if (c >= 'a' && c <= 'z') c = (uint8_t)to[c - 'a'];
        if (c == 'h' && k) continue;
        int vowel = c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
        if (vowel && k) continue;
        if (vowel) c = 'a';
        if (k && out[k - 1] == c) continue;
        out[k++] = c;
    }
    return k;
}

/* The sounds of many words laid end to end; `out` needs as much room as `words`. */
void kt_sounds(const uint8_t *words, const int32_t *start, int64_t n, uint8_t *out, int32_t *out_start) {
    out_start[0] = 0;
    for (int64_t i = 0; i < n; i++)
        out_start[i + 1] = out_start[i] + kt_sound(words + start[i], start[i + 1] - start[i], out + out_start[i]);
}

/* ---------- names ---------- */

static int meet(const int32_t *a, const int32_t *b, int most) {
    for (int i = 0; i < most && a[i] >= 0; i++)
        for (int j = 0; j < most && b[j] >= 0; j++)
            if (a[i] == b[j]) return 1;
    return 0;
}

static int readings_apart(const field *f, const name_entry *a, const name_entry *b, int limit) {
    int best = limit + 1;
    for (int i = 0; i < FACETS && a->reading[i] >= 0; i++)
        for (int j = 0; j < FACETS && b->reading[j] >= 0; j++) {
            int d = letters_apart(&f->text, a->reading[i], b->reading[j], best - 1);
            if (d < best) best = d;
            if (best <= 1) return best;
        }
    return best;
}

/* `initial` has a bit for each letter the name may begin with, bits for whom it may name (a woman, a man), and
   the sign bit when it is no more than a letter. */
#define LETTERS 0x0fffffff
#define GENDERS 0x30000000
#define KNOWN 0x40000000   /* the classes are all that the name may stand for */
static int is_initial(const name_entry *e) { return e->initial < 0; }

static int name_level(const field *f, int32_t ca, int32_t cb) {
    const name_entry *a = (const name_entry *)f->entries + ca, *b = (const name_entry *)f->entries + cb;
    if (is_initial(a) || is_initial(b)) return a->initial & b->initial & LETTERS ? N_INITIAL : N_DIFFERENT;
    int one_class = meet(a->classes, b->classes, CLASSES), shared = a->initial & b->initial;
    if (one_class ? !(shared & GENDERS) : shared & KNOWN) return N_ANOTHER;   /* Валерія and Валерій; Діана and Дана */
    if (meet(a->reading, b->reading, FACETS)) return N_SAME;
    if (one_class) return N_CLASS;
    if (meet(a->coarse, b->coarse, FACETS)) return N_SOUND;
    if (a->skeleton >= 0 && a->skeleton == b->skeleton) return N_SKELETON;
    int n = shorter(&f->text, a->reading[0], b->reading[0]), limit = n < 9 ? 2 : n / 3;
    int d = readings_apart(f, a, b, limit);
    if (d <= 1 && n > 2) return N_ONE;
    if (d <= 2 && n > 4) return N_TWO;
    return is_similar(&f->text, a->reading[0], b->reading[0], d) ? N_SIMILAR : N_DIFFERENT;
}

/* ---------- births ---------- */

static int one_digit_apart(int32_t a, int32_t b) {
    int wrong = 0, last = -2, da[8], db[8];
    for (int i = 0; i < 8; i++) {
        da[i] = a % 10; db[i] = b % 10; a /= 10; b /= 10;
        if (da[i] != db[i]) {
            wrong++;
            if (wrong == 2 && (last != i - 1 || da[i] != db[last] || db[i] != da[last])) return 0;
            last = i;
        }
    }
    return wrong == 1 || wrong == 2;   /* two wrong digits count only when they are neighbours exchanged */
}

static int birth_level(const birth_entry *a, const birth_entry *b) {
    if (!a->day || !b->day) {
        if (a->first_day <= b->last_day && b->first_day <= a->last_day)
            return a->month && b->month ? B_MONTH : B_COMPATIBLE;
        int gap = a->first_day > b->last_day ? a->first_day - b->last_day : b->first_day - a->last_day;
        return gap <= 366 ? B_NEAR_YEAR : B_DIFFERENT;
    }
    int years = abs(a->year - b->year), days = abs(a->first_day - b->first_day);
    if (!years && a->month == b->day && a->day == b->month) return B_DAY_MONTH;
    if (years == 1 && a->month == b->month && a->day == b->day) return B_YEAR_ONE;
    if (one_digit_apart(a->digits, b->digits)) return B_DIGIT;
    if (days <= 31) return B_NEAR;
    if (!years && ((a->month == 1 && a->day == 1) || (b->month == 1 && b->day == 1))) return B_JANUARY;
    if (a->month == b->month && a->day == b->day) return B_DAY_MONTH_SAME;
    if (!years) return B_YEAR;
    return days <= 731 ? B_NEAR_YEAR : B_DIFFERENT;
}

/* ---------- places ---------- */

static int place_level(const field *f, int32_t ca, int32_t cb) {
    const place_entry *a = (const place_entry *)f->entries + ca, *b = (const place_entry *)f->entries + cb;
    if (a->settlement && b->settlement) {
        if (a->settlement == b->settlement) return P_SAME;
    } else if (meet(a->called, b->called, FACETS)) {
        return a->oblast && b->oblast && a->oblast != b->oblast ? P_DIFFERENT : P_NAME;
    }
    if (a->raion && a->raion == b->raion) return P_RAION;
    if (a->text >= 0 && b->text >= 0 && text_level(&f->text, a->text, b->text) <= T_TWO) return P_SIMILAR;
    return a->oblast && a->oblast == b->oblast ? P_OBLAST : P_DIFFERENT;
}

/* ---------- one pair ---------- */

static int compare(const field *f, int32_t a, int32_t b) {
    switch (f->kind) {
    case TEXT: return text_level(&f->text, a, b);
    case CODE: return code_level(&f->text, a, b);
    case NAME: return name_level(f, a, b);
    case BIRTH: return birth_level((const birth_entry *)f->entries + a, (const birth_entry *)f->entries + b);
    case PLACE: return place_level(f, a, b);
    default: return f->levels - 1;
    }
}

static double weigh(const field *f, int level, int32_t a, int32_t b) {
    double w = f->weight[level];
    if (f->rarity && (f->rarity_levels >> level & 1)) {   /* the commoner of the two values decides */
        float ra = f->rarity[a], rb = f->rarity[b];
        w += ra < rb ? ra : rb;
    }
    return w;
}

static int stands_for(const field *f, int32_t a, int32_t b) {
    const name_entry *x = (const name_entry *)f->entries + a, *y = (const name_entry *)f->entries + b;
    return !is_initial(x) && !is_initial(y) && (a == b || meet(x->reading, y->reading, FACETS) || meet(x->classes, y->classes, CLASSES));
}

static int is_swapped(const field *f, int i, const int32_t *a, const int32_t *b) {
    int j = f[i].swap_with;
    if (j < 0 || a[j] < 0 || b[j] < 0) return 0;
    return stands_for(&f[i], a[i], b[j]) && stands_for(&f[i], a[j], b[i]);
}

/* An initial, or a birth known only in part, is not the same as itself: it may stand for another. */
static int is_partial(const field *f, int32_t code) {
    return (f->kind == NAME && is_initial((const name_entry *)f->entries + code))
        || (f->kind == BIRTH && !((const birth_entry *)f->entries)[code].day)
        || (f->kind == PLACE && !((const place_entry *)f->entries)[code].settlement);
}

static int holds(const joint *t, const uint8_t *level) {
    for (int k = 0; k < t->count; k++) {
        int l = level[t->field[k]];
        if (l > 31 || !(t->levels[k] >> l & 1)) return 0;
    }
    return 1;
}

/* Bits to take off because two relatives explain the pair as well: people are a match, relatives or strangers. */
static double relatives(const context *c, const int32_t *a, const int32_t *b, const uint8_t *level) {
    double bits = c->relative_bits;
    if (bits < NOT_ASKED) return 0;
    for (int i = 0; i < c->fields; i++) {
        const field *f = &c->field[i];
        if (level[i] == MISSING) continue;
        bits += f->relative[level[i]];
        if (f->shared) bits += weigh(f, level[i], a[i], b[i]) - f->weight[level[i]];
    }
    for (int k = 0; k < c->joints; k++)
        if (c->joint[k].shared && holds(&c->joint[k], level)) bits += c->joint[k].bits;
    return bits < -10 ? 0 : -log2(1 + exp2(bits < 200 ? bits : 200));
}

/* Levels and weight of a pair, and each field's and joint term's part of it if `part` is given; returns 0, with the rest undone, when the weight cannot reach `floor`. */
static int score(const context *c, const int32_t *a, const int32_t *b, double floor, uint8_t *level, double *weight, double *part) {
    double w[MAX_FIELDS], bound = c->best_joint;
    int n = c->fields;
    for (int i = 0; i < n; i++) {
        const field *f = &c->field[i];
        if (a[i] < 0 || b[i] < 0) { level[i] = MISSING; w[i] = 0; }
        else if (a[i] == b[i] && !is_partial(f, a[i])) { level[i] = 0; w[i] = weigh(f, 0, a[i], b[i]); }
        else { level[i] = PENDING; w[i] = f->best_inexact; }
        bound += w[i];
    }
    if (bound < floor) return 0;
    for (int k = 0; k < n; k++) {
        int i = c->order[k];
        if (level[i] != PENDING) continue;
        const field *f = &c->field[i];
        int l = is_swapped(c->field, i, a, b) ? N_SWAPPED : compare(f, a[i], b[i]);
        double x = weigh(f, l, a[i], b[i]);
        level[i] = (uint8_t)l;
        bound += x - w[i];
        w[i] = x;
        if (bound < floor - 1e-9) return 0;
    }
    double sum = 0;
    for (int i = 0; i < n; i++) sum += w[i];
    for (int k = 0; k < c->joints; k++) {
        const joint *t = &c->joint[k];
        double bits = holds(t, level) ? t->bits : 0;
        sum += bits;
        if (part) part[n + k] = bits;
    }
    double taken_off = relatives(c, a, b, level);
    sum += taken_off;
    if (part) { memcpy(part, w, (size_t)n * sizeof *w); part[n + c->joints] = taken_off; }
    *weight = sum;
    return sum >= floor;
}

/* Levels of given pairs: `level` has a row of `fields` bytes a pair, `weight` the sum of its bits, `part` (if
   given) a row of fields + joints + 1 bits that add up to it. */
void kt_levels(const context *c, const int32_t *l, const int32_t *r, int64_t n, uint8_t *level, double *weight, double *part) {
    for (int64_t i = 0; i < n; i++)
        score(c, c->left + (int64_t)l[i] * c->fields, c->right + (int64_t)r[i] * c->fields, -1e300,
              level + i * c->fields, weight + i, part ? part + i * (c->fields + c->joints + 1) : NULL);
}

/* ---------- blocks ---------- */

static int seen_before(const context *c, int64_t l, int64_t r, int rule) {
    const uint32_t *x = c->left_keys + l * c->rules, *y = c->right_keys + r * c->rules;
    for (int k = 0; k < rule; k++)
        if (x[k] == y[k] && x[k]) return 1;
    return 0;
}

/* The first place at or after `at` in sorted keys whose key is not below `key` (not above it, with `after`). */
static int64_t advance(const uint32_t *keys, int64_t n, int64_t at, uint32_t key, int after) {
    int64_t step = 1, lo = at;
    while (at < n && (after ? keys[at] <= key : keys[at] < key)) { lo = at + 1; at += step; step *= 2; }
    int64_t hi = at < n ? at : n;
    while (lo < hi) {
        int64_t mid = (lo + hi) / 2;
        if (after ? keys[mid] <= key : keys[mid] < key) lo = mid + 1; else hi = mid;
    }
    return lo;
}

/* How a rule's key is made: facet k of a record is facet[k][codes[record * fields + column[k]]]; `unordered`
   mixes two facets alike in either order. */
typedef struct { int32_t facets, unordered; int32_t column[4]; const uint32_t *facet[4]; } recipe;

/* Facets mixed into 32 bits; 0 when one is missing. */
static uint32_t mixed_key(const recipe *how, const int32_t *record) {
    uint64_t part[4] = {0}, mixed;
    for (int k = 0; k < how->facets; k++) {
        int32_t code = record[how->column[k]];
        if (code < 0 || !(part[k] = how->facet[k][code])) return 0;
    }
    if (how->unordered && part[0] > part[1]) { uint64_t t = part[0]; part[0] = part[1]; part[1] = t; }
    mixed = part[0];
    for (int k = 1; k < how->facets; k++) mixed = mixed * 0x9E3779B97F4A7C15u + part[k];
    mixed = (mixed ^ mixed >> 29) * 0xBF58476D1CE4E5B9u;
    uint32_t key = (uint32_t)(mixed >> 32);
    return key ? key : 1;
}

/* The keys of one rule for records [from..to). */
void kt_keys(const recipe *how, const int32_t *codes, int32_t fields, int64_t from, int64_t to, uint32_t *out, int32_t rules, int32_t rule) {
    for (int64_t i = from; i < to; i++) out[i * rules + rule] = mixed_key(how, codes + i * fields);
}

/* The records whose key is one of `wanted` (by its upper 20 bits), with their keys; returns how many. */
int64_t kt_near(const recipe *how, const int32_t *codes, int32_t fields, int64_t n, const uint8_t *wanted, int32_t *record, uint32_t *key) {
    int64_t found = 0;
    for (int64_t i = 0; i < n; i++) {
        uint32_t k = mixed_key(how, codes + i * fields);
        if (k && wanted[k >> 12]) { record[found] = (int32_t)i; key[found++] = k; }
    }
    return found;
}

typedef struct {
    int64_t position, inner;     /* in: where to begin (left, then right within it); out: where to go on */
    int64_t kept, scored;        /* pairs kept, and looked at: made by this rule, not seen before */
} progress;

/* Ask for the dictionary entries of a record that will be compared soon: they lie all over memory. */
static void prefetch_entries(const context *c, const int32_t *record) {
    for (int k = 0; k < c->fields; k++) {
        int i = c->order[k];
        const field *f = &c->field[i];
        int32_t code = record[i];
        if (code < 0) continue;
        if (f->kind == NAME) __builtin_prefetch((const name_entry *)f->entries + code);
        else if (f->kind == BIRTH) __builtin_prefetch((const birth_entry *)f->entries + code);
        else if (f->kind == TEXT || f->kind == CODE) __builtin_prefetch(f->text.letters + code);
    }
}

/* A list in the order of one rule's keys: record numbers, and the sorted keys beside them. */
typedef struct { const int32_t *record; const uint32_t *key; int64_t n; } ordered;

/* Score the pairs of one blocking rule for left [position..end) in key order; stops when the room is full. */
void kt_block(const context *c, int32_t rule, const ordered *left, const ordered *right, int64_t end, double floor,
              int64_t room, int32_t *out_l, int32_t *out_r, double *out_w, progress *p) {
    uint8_t level[MAX_FIELDS];
    uint32_t current = 0;
    int64_t from = 0, to = 0;
    for (; p->position < end; p->position++) {
        uint32_t key = left->key[p->position];
        if (!key) continue;
        if (key != current) {
            if (!current) to = advance(right->key, right->n, 0, key, 0);
            current = key;
            from = advance(right->key, right->n, to, key, 0);
            to = advance(right->key, right->n, from, key, 1);
        }
        int32_t l = left->record[p->position];
        const int32_t *a = c->left + (int64_t)l * c->fields;
        for (int64_t j = from + p->inner; j < to; j++) {
            if (p->kept == room) { p->inner = j - from; return; }
            int32_t r = right->record[j];
            if (j + 8 < right->n) {
                __builtin_prefetch(c->right + (int64_t)right->record[j + 8] * c->fields);
                __builtin_prefetch(c->right_keys + (int64_t)right->record[j + 8] * c->rules);
                prefetch_entries(c, c->right + (int64_t)right->record[j + 3] * c->fields);
            }
            if (c->one_list && r <= l) continue;
            if (seen_before(c, l, r, rule)) continue;
            p->scored++;
            double w;
            if (score(c, a, c->right + (int64_t)r * c->fields, floor, level, &w, NULL)) {
                out_l[p->kept] = l; out_r[p->kept] = r; out_w[p->kept++] = w;
            }
        }
        p->inner = 0;
    }
}

/* Score every pair of left [position..end) with all of right: for small lists. */
void kt_cross(const context *c, int64_t nr, int64_t end, double floor, int64_t room,
              int32_t *out_l, int32_t *out_r, double *out_w, progress *p) {
    uint8_t level[MAX_FIELDS];
    for (; p->position < end; p->position++) {
        const int32_t *a = c->left + p->position * c->fields;
        for (int64_t r = p->inner ? p->inner : c->one_list ? p->position + 1 : 0; r < nr; r++) {
            if (p->kept == room) { p->inner = r; return; }
            double w;
            p->scored++;
            if (score(c, a, c->right + r * c->fields, floor, level, &w, NULL)) {
                out_l[p->kept] = (int32_t)p->position; out_r[p->kept] = (int32_t)r; out_w[p->kept++] = w;
            }
        }
        p->inner = 0;
    }
}

/* Order records by one key column (radix sort, stable); `sorted` gets the keys. `spare` and `spare_keys` are scratch. */
void kt_order(const uint32_t *keys, int32_t rules, int32_t rule, int64_t n, int32_t *order, uint32_t *sorted, int32_t *spare, uint32_t *spare_keys) {
    uint32_t *a = sorted, *b = spare_keys;
    for (int64_t i = 0; i < n; i++) { a[i] = keys[i * rules + rule]; order[i] = (int32_t)i; }
    for (int shift = 0; shift < 33; shift += 11) {
        int64_t count[2049] = {0};
        for (int64_t i = 0; i < n; i++) count[(a[i] >> shift & 2047) + 1]++;
        for (int k = 0; k < 2048; k++) count[k + 1] += count[k];
        for (int64_t i = 0; i < n; i++) {
            int64_t to = count[a[i] >> shift & 2047]++;
            b[to] = a[i]; spare[to] = order[i];
        }
        memcpy(order, spare, (size_t)n * sizeof *order);
        memcpy(a, b, (size_t)n * sizeof *a);
    }
}

/* ---------- learning and choosing ---------- */

/* What learning looks at: pairs in groups (all candidates of one record), their levels, and per pair what does
   not change between steps: rarity and joint terms, and the rarity of fields that relatives share. */
typedef struct {
    int64_t groups; const int64_t *start;
    int32_t fields, width, compete;
    const uint8_t *level; const double *fixed, *fixed_shared;
    const double *two_people;   /* how many relatives a pair that is surely two people stands for, else 0 */
} evidence;

static double summed(const evidence *e, int64_t i, const double *table, double bits) {
    for (int f = 0; f < e->fields; f++) {
        int l = e->level[i * e->fields + f];
        if (l != MISSING) bits += table[f * e->width + l];
    }
    return bits < 200 ? bits : 200;
}

/* Pairs less likely than this teach nothing: many faint candidates must not add up to a true pair. */
#define TEACHES 0.25

/* One expectation step over three kinds of pairs: one person, two relatives, two strangers. With `compete`, at
   most one pair of a group is one person. Adds to counts[field][level] the expected pairs of one person at that
   level, writes each pair's probability; returns their sum, and the expected pairs of relatives. `related` is
   scratch with room for a number per pair. */
double kt_expect(const evidence *e, const double *table, const double *relative, double prior_bits, double relative_bits,
                 double *counts, double *probability, double *related, double *kin) {
    double sum = 0;
    *kin = 0;
    for (int64_t g = 0; g < e->groups; g++) {
        double all = 1;
        for (int64_t i = e->start[g]; i < e->start[g + 1]; i++) {
            related[i] = exp2(summed(e, i, relative, e->fixed_shared[i] + relative_bits));
            probability[i] = exp2(summed(e, i, table, e->fixed[i] + prior_bits)) / (1 + related[i]);
            all += probability[i];
        }
        for (int64_t i = e->start[g]; i < e->start[g + 1]; i++) {
            double p = probability[i] / (e->compete ? all : 1 + probability[i]);
            probability[i] = p;
            *kin += e->two_people[i] * (1 - p) * related[i] / (1 + related[i]);
            if (p < TEACHES) continue;
            sum += p;
            for (int f = 0; f < e->fields; f++) {
                int l = e->level[i * e->fields + f];
                if (l != MISSING) counts[f * e->width + l] += p;
            }
        }
    }
    return sum;
}

/* Go through pairs, best first, and keep a pair when neither record is taken yet. */
void kt_assign(const int32_t *l, const int32_t *r, const int64_t *best_first, int64_t n, uint8_t *left_taken, uint8_t *right_taken, uint8_t *kept) {
    for (int64_t k = 0; k < n; k++) {
        int64_t i = best_first[k];
        if (left_taken[l[i]] || right_taken[r[i]]) continue;
        left_taken[l[i]] = right_taken[r[i]] = 1;
        kept[i] = 1;
    }
}
