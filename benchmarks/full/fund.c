/* The full fund (fund.py), LANES draws side by side. What is alike in all draws comes laid out by year; see in_c.py.
 *
 * A year goes over the cells once, the oldest first and in place: a cell is read, worked on in registers and written back.
 * Twice its person-years are kept, and weighed for the services afterwards, group by group: six sums at a time in registers. */

#include "../vectors.h"

enum { SEXES = 2, AGES = 101, CELLS = SEXES * AGES, SERVICES = 6, GROUPS = 3, POOLS = 4, SERIES = 3 * POOLS + 1, LAG = 3 };
enum { ACTIVE, RETIRED, RESIDENT, ASSISTED, STATUSES };
enum { WAGES, USE, PRICE_EMPLOYEE, PRICE_RESIDENT, BIRTHS, DEATHS, LEVELS };
enum { EMPLOYEE, ACCOUNT, RESIDENTS, MATERNITY };

/* What becomes of those who enter a cell: the same in every draw. */
typedef struct {
    double dying, dying_oldest, bearing, migrants, changes, mix[STATUSES][STATUSES];
} cell;

/* Amounts of a year, yuan: what each person, birth or unit of need brings or costs before the levels of the draw. */
typedef struct {
    double of_active[POOLS], of_retired[POOLS]; /* contributions of a person-year; of the active, in a year's wages */
    double of_insured[12];                      /* of a resident insured, by month */
    double care[GROUPS][SERVICES];              /* paid for a person-year of mean need */
    double birth_care, birth_allowance;         /* of a birth to the active; the second in a year's wages */
    double boys, girls;                         /* of a birth, alive at the end of the year */
    double interest, drawn;                     /* of a month; share of the accounts that is drawn */
} year;

typedef values lane[ABREAST];

static inline void change(lane *in_it, const cell *here)
{
    lane after[STATUSES];
    for (int to = 0; to < STATUSES; to++)
        EACH(h) {
            values sum = in_it[0][h] * here->mix[to][0];
            for (int from = 1; from < STATUSES; from++) sum += in_it[from][h] * here->mix[to][from];
            after[to][h] = sum;
        }
    for (int s = 0; s < STATUSES; s++) EACH(h) in_it[s][h] = after[s][h];
}

/* Net migrants have the statuses of their age, and come to residents where nobody is; nobody leaves who is not there. */
static inline void migrate(lane *in_it, const cell *here)
{
    EACH(h) {
        values present = (in_it[ACTIVE][h] + in_it[RETIRED][h]) + (in_it[RESIDENT][h] + in_it[ASSISTED][h]);
        values moved = larger(all(here->migrants), -present);
        values factor = 1 + where_above_zero(present, moved / where_above_zero(present, present, all(1)), all(0));
        for (int s = 0; s < STATUSES; s++) in_it[s][h] *= factor;
        in_it[RESIDENT][h] += where_above_zero(present, all(0), moved);
    }
}

static inline void settle_cell(lane *there, lane *in_it, const cell *here, lane *exposed, lane active, lane retired,
                               lane insured)
{
    if (here->migrants != 0) migrate(in_it, here);
    if (here->changes != 0) change(in_it, here);
    EACH(h) {
        values of_active = there[ACTIVE][h] + in_it[ACTIVE][h], of_retired = there[RETIRED][h] + in_it[RETIRED][h];
        active[h] += of_active;
        retired[h] += of_retired;
        insured[h] += in_it[RESIDENT][h] + in_it[ASSISTED][h];
        exposed[0][h] = of_active + of_retired;
        exposed[1][h] = there[RESIDENT][h] + in_it[RESIDENT][h];
        exposed[2][h] = there[ASSISTED][h] + in_it[ASSISTED][h];
        for (int s = 0; s < STATUSES; s++) there[s][h] = in_it[s][h];
    }
}

/* Twice the person-years of the active and the retired, residents at the end, births. */
static inline void live(lane people[CELLS][STATUSES], const cell *cells, const year *now, const lane *level,
                        lane exposed[CELLS][GROUPS], lane active, lane retired, lane insured, lane births, lane births_of_active)
{
    EACH(h) active[h] = retired[h] = insured[h] = births[h] = births_of_active[h] = all(0);
    for (int x = 0; x < SEXES; x++)
        for (int a = AGES - 1; a > 0; a--) {
            int j = x * AGES + a;
            const cell *here = cells + j;
            lane in_it[STATUSES], stay;
            EACH(h) stay[h] = 1 - smaller(here->dying * level[DEATHS][h], all(1));
            for (int s = 0; s < STATUSES; s++) EACH(h) in_it[s][h] = people[j - 1][s][h] * stay[h];
            if (a == AGES - 1) {
                EACH(h) stay[h] = 1 - smaller(here->dying_oldest * level[DEATHS][h], all(1));
                for (int s = 0; s < STATUSES; s++) EACH(h) in_it[s][h] += people[j][s][h] * stay[h];
            }
            if (here->bearing != 0)
                EACH(h) {
                    values mothers = people[j][ACTIVE][h] + in_it[ACTIVE][h];
                    births_of_active[h] += here->bearing * mothers;
                    for (int s = 1; s < STATUSES; s++) mothers += people[j][s][h] + in_it[s][h];
                    births[h] += here->bearing * mothers;
                }
            settle_cell(people[j], in_it, here, exposed[j], active, retired, insured);
        }
    EACH(h) births[h] *= level[BIRTHS][h], births_of_active[h] *= level[BIRTHS][h];
    for (int x = 0; x < SEXES; x++) {
        lane in_it[STATUSES];
        for (int s = 0; s < STATUSES; s++) EACH(h) in_it[s][h] = all(0);
        EACH(h) in_it[RESIDENT][h] = births[h] * (x == 0 ? now->boys : now->girls);
        settle_cell(people[x * AGES], in_it, cells + x * AGES, exposed[x * AGES], active, retired, insured);
    }
}

/* need[service] of a group, twice its person-years of mean need. */
static inline void weigh(lane exposed[CELLS][GROUPS], int group, const double weights[CELLS][SERVICES], lane *need)
{
    lane sums[SERVICES];
    for (int k = 0; k < SERVICES; k++) EACH(h) sums[k][h] = all(0);
    for (int j = 0; j < CELLS; j++)
        for (int k = 0; k < SERVICES; k++) EACH(h) sums[k][h] += exposed[j][group][h] * weights[j][k];
    for (int k = 0; k < SERVICES; k++) EACH(h) need[k][h] = sums[k][h];
}

/* The months of one pool: its income apart from interest, its bills of a month with their lag, or what is drawn at once. */
static inline void settle_pool(const values *income, values billed, double drawn, values drawn_always, const double *lag,
                               double interest, values *balance, values *waiting, values *told)
{
    values earned = all(0), spent = all(0);
    for (int m = 0; m < 12; m++) {
        values credited = larger(*balance, all(0)) * interest;
        values paid = lag[0] * billed + lag[1] * waiting[0] + lag[2] * waiting[1] + drawn * income[m] + drawn_always;
        waiting[1] = waiting[0];
        waiting[0] = billed;
        *balance += income[m] + credited - paid;
        earned += income[m] + credited;
        spent += paid;
    }
    told[0 * ABREAST] = earned;
    told[1 * ABREAST] = spent;
    told[2 * ABREAST] = *balance;
}

/* levels[block][year][level][lane] -> told[block][year][series][lane] */
void run(const double *start, const cell (*cells)[CELLS], const year *years, const double weights[CELLS][SERVICES],
         const double *lag, const double *opening, double opening_insured, const lane (*levels)[LEVELS], lane (*told)[SERIES],
         int blocks, int count)
{
    for (int block = 0; block < blocks; block++) {
        lane people[CELLS][STATUSES], exposed[CELLS][GROUPS], balance[POOLS], waiting[POOLS][2], covered;
        for (int j = 0; j < CELLS; j++)
            for (int s = 0; s < STATUSES; s++) EACH(h) people[j][s][h] = all(start[j * STATUSES + s]);
        for (int p = 0; p < POOLS; p++)
            EACH(h) balance[p][h] = all(opening[p]), waiting[p][0][h] = waiting[p][1][h] = all(0);
        EACH(h) covered[h] = all(opening_insured);
        for (int t = 0; t < count; t++, levels++, told++) {
            const year *now = years + t;
            const lane *level = *levels;
            lane active, retired, insured, births, births_of_active, need[GROUPS][SERVICES];
            live(people, cells[t], now, level, exposed, active, retired, insured, births, births_of_active);
            for (int g = 0; g < GROUPS; g++) weigh(exposed, g, weights, need[g]);
            EACH(h) {
                values care[GROUPS], income[12];
                for (int g = 0; g < GROUPS; g++) {
                    care[g] = need[g][0][h] * now->care[g][0];
                    for (int k = 1; k < SERVICES; k++) care[g] += need[g][k][h] * now->care[g][k];
                    care[g] *= 0.5 / 12 * level[USE][h] * level[g == 0 ? PRICE_EMPLOYEE : PRICE_RESIDENT][h];
                }
                for (int p = 0; p < POOLS; p++) {
                    values contributed = (0.5 / 12) * (active[h] * level[WAGES][h] * now->of_active[p] + retired[h] * now->of_retired[p]);
                    for (int m = 0; m < 12; m++) income[m] = p == RESIDENTS ? covered[h] * now->of_insured[m] : contributed;
                    values billed = all(0), always = all(0);
                    if (p == EMPLOYEE) billed = care[0];
                    if (p == RESIDENTS) billed = care[1] + care[2];
                    if (p == ACCOUNT) always = now->drawn / 12 * balance[p][h];
                    if (p == MATERNITY)
                        billed = births_of_active[h] / 12 * (now->birth_care * level[PRICE_EMPLOYEE][h] + now->birth_allowance * level[WAGES][h]);
                    values queue[2] = {waiting[p][0][h], waiting[p][1][h]};
                    settle_pool(income, billed, p == ACCOUNT ? now->drawn : 0, always, lag, now->interest, &balance[p][h], queue,
                                &told[0][3 * p][h]);
                    waiting[p][0][h] = queue[0], waiting[p][1][h] = queue[1];
                }
                told[0][3 * POOLS][h] = births[h];
                covered[h] = insured[h];
            }
        }
    }
}
