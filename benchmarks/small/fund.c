/* The small fund (fund.py), LANES scenarios side by side: people of one age in registers, the rest in the first cache. */

#include "../vectors.h"

enum { SEXES = 2, AGES = 101, CELLS = SEXES * AGES, YEARS = 30 };

/* scenarios[block][m g w i][lane], money[block][income spending balance][year][lane] */
void run(const values (*scenarios)[4][ABREAST], const double *people0, const double *death, const double *births,
         const double *cost, const double *contribution, values (*money)[3][YEARS][ABREAST], int blocks)
{
    for (int block = 0; block < blocks; block++) {
        values people[CELLS][ABREAST], survival[CELLS][ABREAST];
        values balance[ABREAST], wage[ABREAST], price[ABREAST];
        const values(*m)[ABREAST] = scenarios[block], (*g)[ABREAST] = m + 1, (*w)[ABREAST] = m + 2, (*i)[ABREAST] = m + 3;
        EACH(h) balance[h] = all(0), wage[h] = all(1), price[h] = all(1);
        for (int j = 0; j < CELLS; j++)
            EACH(h) people[j][h] = all(people0[j]), survival[j][h] = 1 - smaller((*m)[h] * death[j], all(1));
        for (int t = 0; t < YEARS; t++) {
            values income[ABREAST] = {0}, spending[ABREAST] = {0};
            for (int x = 0; x < SEXES; x++) {
                values younger[ABREAST];
                EACH(h) younger[h] = all(births[x]);
                for (int j = x * AGES; j < x * AGES + AGES; j++)
                    EACH(h) {
                        values now = people[j][h], older = now * survival[j][h];
                        income[h] += now * contribution[j];
                        spending[h] += now * cost[j];
                        people[j][h] = younger[h];
                        younger[h] = older;
                    }
                EACH(h) people[x * AGES + AGES - 1][h] += younger[h];
            }
            EACH(h) {
                income[h] *= wage[h];
                spending[h] *= price[h];
                balance[h] = balance[h] * (1 + (*i)[h]) + (income[h] - spending[h]) * (1 + 0.5 * (*i)[h]);
                money[block][0][t][h] = income[h];
                money[block][1][t][h] = spending[h];
                money[block][2][t][h] = balance[h];
                wage[h] *= 1 + (*w)[h];
                price[h] *= 1 + (*g)[h];
            }
        }
    }
}
