/* tw-countries.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-people.h"

#include <string.h>

/* ISO 3166-1 alpha-2. */
static const char iso_codes[] =
  "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY "
  "BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK "
  "FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR "
  "IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK "
  "ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM "
  "PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF "
  "TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/* Countries that sell in a currency other than the dollar, and what is taxed on top there, in percent. */
static const struct
{
  const char *country;
  const char *currency;
  int         tax;
} markets[] = {
  { "MX", "MXN", 16 }, { "BR", "BRL", 0 },  { "CO", "COP", 19 }, { "PE", "PEN", 18 }, { "CL", "CLP", 19 },
  { "ES", "EUR", 21 }, { "DE", "EUR", 19 }, { "FR", "EUR", 20 }, { "NL", "EUR", 21 }, { "IT", "EUR", 22 },
  { "BE", "EUR", 21 }, { "AT", "EUR", 20 }, { "PT", "EUR", 23 }, { "IE", "EUR", 23 }, { "FI", "EUR", 24 },
};

/* Where the platform insists on a state or province. */
static const char *const with_states[] = { "US", "CA", "AU", "BR", "MX", NULL };

/**
 * tw_country_get_currency:
 * @country: an ISO 3166 code
 *
 * Returns: (transfer none): the currency its customers are billed in
 */
const char *
tw_country_get_currency (const char *country)
{
  for (guint i = 0; i < G_N_ELEMENTS (markets); i++)
    if (strcmp (markets[i].country, country) == 0)
      return markets[i].currency;

  return "USD";
}

/**
 * tw_country_is_known:
 * @country: a text
 *
 * Returns: %TRUE when it is an ISO 3166 code of two capital letters
 */
gboolean
tw_country_is_known (const char *country)
{
  for (const char *at = iso_codes; *at != '\0'; at += at[2] != '\0' ? 3 : 2)
    if (strncmp (at, country, 2) == 0)
      return country[0] != '\0' && country[2] == '\0';

  return FALSE;
}

/**
 * tw_country_needs_state:
 * @country: an ISO 3166 code
 *
 * Returns: %TRUE when an address there has to name its state
 */
gboolean
tw_country_needs_state (const char *country)
{
  return g_strv_contains (with_states, country);
}

/**
 * tw_country_taxes:
 * @country: an ISO 3166 code
 * @rate: (out): what is taxed on top, as a fraction
 *
 * Returns: %FALSE when nothing is
 */
gboolean
tw_country_taxes (const char *country,
                  TwDecimal  *rate)
{
  for (guint i = 0; i < G_N_ELEMENTS (markets); i++)
    if (strcmp (markets[i].country, country) == 0)
      {
        *rate = (TwDecimal) { markets[i].tax, 2 };
        return markets[i].tax != 0;
      }

  return FALSE;
}
