/* tw-settle-before.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-settle-before-private.h"

/*
 * What was there before a write was sent, and so is not what came of it. The marketplace is several machines, whose
 * clocks differ, and lists are sorted by their times: the newest object of before says little about the order of
 * those of that moment. So all ids of the last minutes are written down, and times count with a slack.
 */

#define SLACK_MINUTES 10

/* Of a list without times, the oldest known rows: below one of these nothing new shows up. Several, as one may go. */
#define TAIL_ROWS 10

/**
 * tw_settle_get_creation_time:
 * @object: an object or list row
 *
 * Returns: (transfer none) (nullable): when it was made, by the marketplace; %NULL for kinds that do not say
 */
GDateTime *
tw_settle_get_creation_time (TwResource *object)
{
  if (TW_IS_ORDER (object))
    return TW_ORDER (object)->creation_date;
  if (TW_IS_REPORT (object))
    return TW_REPORT (object)->creation_date;

  return NULL;
}

/**
 * tw_settle_dup_horizon:
 * @server_time: (nullable): the marketplace's clock right before sending
 * @newest_time: (nullable): when the newest object of then was made
 *
 * Returns: (transfer full) (nullable): nothing that is older can be what was sent; %NULL when neither is known
 */
GDateTime *
tw_settle_dup_horizon (GDateTime *server_time,
                       GDateTime *newest_time)
{
  GDateTime *earliest = server_time;

  if (earliest == NULL || (newest_time != NULL && g_date_time_compare (newest_time, earliest) < 0))
    earliest = newest_time;

  return earliest != NULL ? g_date_time_add_minutes (earliest, -SLACK_MINUTES) : NULL;
}

/**
 * tw_settle_dup_entry_horizon:
 * @entry: an entry that makes an object
 * @marketplace: the marketplace, after an answer
 *
 * Of a restored entry nobody knows when it was sent. It was not before it was written down; that is a time of here,
 * which is taken for as far from the marketplace's as it is now.
 *
 * Returns: (transfer full) (nullable): nothing that is older can be what came of @entry
 */
GDateTime *
tw_settle_dup_entry_horizon (TwJournalEntry *entry,
                             TwMarketplace  *marketplace)
{
  g_autoptr (GDateTime) here = NULL;
  g_autoptr (GDateTime) there = NULL;
  g_autoptr (GDateTime) created = NULL;

  if (entry->server_time != NULL)
    return tw_settle_dup_horizon (entry->server_time, entry->newest_order_time);

  there = tw_marketplace_dup_server_time (marketplace);
  if (there == NULL)
    return NULL;
  here = g_date_time_new_now_utc ();
  created = g_date_time_add (entry->created, g_date_time_difference (there, here));

  return tw_settle_dup_horizon (created, NULL);
}

/* Where an id is among those known before sending, newest first; -1 when it was not. */
static int
find_known (TwJournalEntry *entry,
            const char     *id)
{
  guint n_known = entry->known_ids != NULL ? tw_json_get_length (entry->known_ids) : 0;

  for (guint i = 0; i < n_known; i++)
    {
      g_autofree char *known = tw_json_dup_text (tw_json_get_element (entry->known_ids, i));

      if (g_strcmp0 (known, id) == 0)
        return (int) i;
    }

  return -1;
}

/**
 * tw_settle_was_known:
 * @entry: an entry that makes an object
 * @object: an object of that kind; a list row says enough
 *
 * Returns: whether @object was certainly there before the entry was sent
 */
gboolean
tw_settle_was_known (TwJournalEntry *entry,
                     TwResource     *object)
{
  g_autofree char *id = tw_resource_dup_text (object, "id");
  g_autoptr (GDateTime) horizon = tw_settle_dup_horizon (entry->server_time, entry->newest_order_time);
  GDateTime *time = tw_settle_get_creation_time (object);

  return g_strcmp0 (id, entry->newest_order_id) == 0
         || find_known (entry, id) >= 0
         || (horizon != NULL && time != NULL && g_date_time_compare (time, horizon) < 0);
}

/**
 * tw_settle_is_beyond:
 * @entry: an entry that makes an object
 * @row: a row of the list in which that would show, newest first
 * @horizon: (nullable): nothing older can be it
 *
 * Returns: whether neither @row nor any row after it can be new
 */
gboolean
tw_settle_is_beyond (TwJournalEntry *entry,
                     TwResource     *row,
                     GDateTime      *horizon)
{
  g_autofree char *id = NULL;
  GDateTime *time = tw_settle_get_creation_time (row);
  int n_known;
  int known;

  if (time != NULL)
    return horizon != NULL && g_date_time_compare (time, horizon) < 0;

  id = tw_resource_dup_text (row, "id");
  if (entry->known_ids == NULL)
    return g_strcmp0 (id, entry->newest_order_id) == 0;

  n_known = (int) tw_json_get_length (entry->known_ids);
  known = find_known (entry, id);

  return n_known >= TW_SETTLE_KNOWN_ROWS && known >= n_known - TAIL_ROWS;
}
