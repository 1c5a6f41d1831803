/* tw-people.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sandbox"

#include "config.h"

#include "sandbox/tw-people.h"

#include <string.h>

#include "sandbox/tw-days.h"
#include "sandbox/tw-random.h"

/* Where customers live: a line is as likely as any other, so the large markets have more of them. */
static const struct
{
  const char *country;
  const char *city;
  const char *state;
  const char *postal_code;
  const char *dial;
  const char *area;
  const char *language;
  const char *legal_form;
} places[] = {
  { "MX", "Ciudad de México", "CDMX", "06600", "52", "55", "es", "S.A. de C.V." },
  { "MX", "Monterrey", "NL", "64000", "52", "81", "es", "S. de R.L. de C.V." },
  { "MX", "Mérida", "YUC", "97000", "52", "999", "es", "S.C." },
  { "BR", "São Paulo", "SP", "01310-100", "55", "11", "pt", "Ltda." },
  { "BR", "Florianópolis", "SC", "88010-400", "55", "48", "pt", "S/A" },
  { "CO", "Bogotá", "DC", "110111", "57", "601", "es", "S.A.S." },
  { "CO", "Medellín", NULL, "050021", "57", "604", "es", "S.A." },
  { "PE", "Lima", "LIM", "15001", "51", "1", "es", "S.A.C." },
  { "PE", "Arequipa", NULL, "04001", "51", "54", "es", "E.I.R.L." },
  { "CL", "Santiago", "RM", "8320000", "56", "2", "es", "SpA" },
  { "CL", "Ñuñoa", "RM", "7750000", "56", "2", "es", "Ltda." },
  { "US", "Miami", "FL", "33101", "1", "305", "en", "LLC" },
  { "US", "San Antonio", "TX", "78205", "1", "210", "en", "Inc." },
  { "ES", "A Coruña", "GA", "15001", "34", "981", "es", "S.L." },
  { "ES", "Barcelona", "CT", "08001", "34", "93", "es", "S.A." },
  { "DE", "Köln", "NW", "50667", "49", "221", "de", "GmbH" },
  { "DE", "München", "BY", "80331", "49", "89", "de", "GmbH & Co. KG" },
  { "FR", "Besançon", NULL, "25000", "33", "3", "fr", "SARL" },
  { "NL", "'s-Hertogenbosch", NULL, "5211 AA", "31", "73", "nl", "B.V." },
};

static const char *const trades[] = {
  "Clínica", "Transportes", "Grupo", "Despacho", "Farmacia", "Ferretería", "Colegio", "Logística", "Constructora",
  "Panadería", "Estudio", "Agrícola", "Hotel", "Laboratorio", "Óptica", "Imprenta", "Viña", "Taller",
  "Cooperativa", "Editorial",
};

static const char *const surnames[] = {
  "Muñoz", "Ibáñez", "Quispe", "Araújo", "Peña", "Müller", "Gonçalves", "O'Higgins", "Çelik", "Núñez", "Weiß",
  "Lefèvre", "Cárdenas", "Huamán", "d'Ávila", "Etxeberria", "Rincón", "Søndergaard", "Zúñiga", "van der Meer",
  "Aguirre", "Bélanger", "Castañeda", "Domínguez", "Echeverría",
};

static const char *const first_names[] = {
  "María José", "João", "Iñigo", "Zoë", "Ángel", "Lucía", "Jürgen", "Amélie", "Tomás", "Renata", "Óscar", "Beatriz",
  "Wayra", "Félix", "Inés", "Sancho",
};

/* Names that have broken a spreadsheet, a table or a parser somewhere. */
static const char *const awkward_names[] = {
  "=cmd|' /C calc'!A0 Servicios",
  "Peña, Hijos y \"Cía\", S.A. de C.V.",
  "شركة النخيل للتجارة",
  "Hotel del Lago\nSucursal Norte",
  "+Salud; Redes & Más <SpA>",
  "מסעדת הגליל בע״מ",
  "@Home Computação 100% Ltda.",
  "-Uno- Distribución\tMayorista",
};

#define AWKWARD_EVERY 5

/* Lower-case ASCII letters of a name, for addresses. */
static char *
make_slug (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "en");
  GString *slug = g_string_new (NULL);

  for (const char *at = ascii; *at != '\0' && slug->len < 24; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (slug, g_ascii_tolower (*at));

  return g_string_free (slug, FALSE);
}

static void
add_contact (TwSimAccount *account,
             TwRandom     *random,
             const char   *type,
             const char   *slug,
             guint         place)
{
  TwSimContact *contact = tw_sim_contact_new (type);
  g_autofree char *mailbox = NULL;

  contact->first_name = g_strdup (first_names[tw_random_below (random, G_N_ELEMENTS (first_names))]);
  contact->last_name = g_strdup (surnames[tw_random_below (random, G_N_ELEMENTS (surnames))]);
  mailbox = make_slug (contact->last_name);
  contact->email = g_strdup_printf ("%s@%s.example", mailbox, slug);
  if (tw_random_chance (random, 70))
    contact->phone = g_strdup_printf ("%s#%s#%07u#",
                                      places[place].dial,
                                      places[place].area,
                                      2000000 + tw_random_below (random, 7999999));
  else
    contact->phone = g_strdup_printf ("+%s%s%07u",
                                      places[place].dial,
                                      places[place].area,
                                      2000000 + tw_random_below (random, 7999999));
  g_ptr_array_add (account->contacts, contact);
}

/* Everything an account has besides its name. */
static void
fill_account (TwSimAccount *account,
              TwRandom     *random,
              guint         place,
              guint         index)
{
  g_autofree char *slug_of_name = make_slug (account->name);
  g_autofree char *slug = g_strdup_printf ("%s%u", slug_of_name, index);

  account->language = g_strdup (places[place].language);
  account->tax_id = g_strdup_printf ("%s-%08u", places[place].country, tw_random_below (random, 99999999));
  account->street = g_strdup_printf ("Av. %s %u",
                                     surnames[tw_random_below (random, G_N_ELEMENTS (surnames))],
                                     1 + tw_random_below (random, 2400));
  if (tw_random_chance (random, 40))
    account->extension = g_strdup_printf ("Piso %u", 1 + tw_random_below (random, 30));
  account->postal_code = g_strdup (places[place].postal_code);
  account->city = g_strdup (places[place].city);
  account->state = g_strdup (places[place].state);
  g_strlcpy (account->country, places[place].country, sizeof account->country);
  g_strlcpy (account->currency, tw_country_get_currency (account->country), sizeof account->currency);

  add_contact (account, random, "admin", slug, place);
  add_contact (account, random, "billing", slug, place);
  add_contact (account, random, "technical", slug, place);
}

static char *
make_name (TwRandom *random,
           guint     place,
           guint     index)
{
  if (index % AWKWARD_EVERY == AWKWARD_EVERY - 2 && index / AWKWARD_EVERY < G_N_ELEMENTS (awkward_names))
    return g_strdup (awkward_names[index / AWKWARD_EVERY]);

  return g_strdup_printf ("%s %s %s",
                          trades[tw_random_below (random, G_N_ELEMENTS (trades))],
                          surnames[tw_random_below (random, G_N_ELEMENTS (surnames))],
                          places[place].legal_form);
}

static TwSimAccount *
make_reseller (TwWorld    *world,
               TwRandom   *random,
               const char *name,
               guint       place,
               guint       index)
{
  TwSimAccount *account = tw_world_new_account (world, NULL);

  account->name = g_strdup (name);
  account->external_id = g_strdup_printf ("SUBRES-%u", index);
  fill_account (account, random, place, index);
  account->taxation_provider = g_strdup (index % 2 == 0 ? "Vertex" : "Default");
  account->customer_class = g_strdup ("Default");

  return account;
}

static TwSimAccount *
make_customer (TwWorld  *world,
               TwRandom *random,
               guint     index)
{
  /* most customers are the caller's own, every fifth belongs to a reseller below it */
  TwSimAccount *reseller = index % 5 == 4
                             ? g_ptr_array_index (world->resellers, index / 5 % world->resellers->len)
                             : world->self;
  TwSimAccount *account = tw_world_new_account (world, reseller);
  guint place = index < G_N_ELEMENTS (places) ? index : tw_random_below (random, G_N_ELEMENTS (places));

  account->name = make_name (random, place, index);
  if (index % 7 != 6)
    account->external_id = g_strdup_printf ("CRM-%05u", 10417 + index * 13);
  fill_account (account, random, place, index);
  if (tw_random_chance (random, 30))
    tw_sim_pairs_set (account->attributes, "segment", index % 2 == 0 ? "salud" : "industria, \"pyme\"");
  if (index % 20 == 11)
    account->status = "creditHold";
  else if (index % 40 == 27)
    account->status = "cancelled";

  return account;
}

/**
 * tw_people_populate:
 * @world: a world without people
 *
 * Makes the calling reseller, the resellers below it, and their customers.
 */
void
tw_people_populate (TwWorld *world)
{
  const TwProfile *profile = world->options.profile;
  gint64 first = world->options.start - (gint64) profile->months * 31 * TW_SECONDS_PER_DAY;
  gint64 span = world->options.start - first;
  TwRandom random = tw_random_new (world->options.seed, TW_STREAM_PEOPLE, 0);

  world->self = make_reseller (world, &random, "Alisios Cloud Partners", 11, 0);
  world->self->id = world->last_account_id;
  for (guint i = 0; i < profile->resellers; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s %s TI", trades[(i * 7) % G_N_ELEMENTS (trades)],
                                               surnames[(i * 11 + 3) % G_N_ELEMENTS (surnames)]);
      TwSimAccount *reseller = make_reseller (world, &random, name, (i * 5) % G_N_ELEMENTS (places), i + 1);

      reseller->created = first;
      tw_world_add_account (world, reseller);
    }

  for (guint i = 0; i < profile->customers; i++)
    {
      TwSimAccount *customer = make_customer (world, &random, i);

      /* most were there before the first month, the others came one by one */
      customer->created = first - TW_SECONDS_PER_DAY * 30
                          + (i < profile->customers / 2 ? i : span / profile->customers * i * 9 / 10);
      tw_world_add_account (world, customer);
    }
}
