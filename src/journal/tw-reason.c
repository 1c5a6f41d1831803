/* tw-reason.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-journal"

#include "config.h"

#include "journal/tw-reason.h"

#include "base/tw-error.h"
#include "base/tw-json-writer.h"
#include "marketplace/tw-marketplace-types.h"

#include <stdarg.h>

/* Marks a text for translators. It is looked up by the two programs: this layer cannot. */
#define N_(text) text

G_DEFINE_ENUM_TYPE (TwReason, tw_reason,
                    G_DEFINE_ENUM_VALUE (TW_REASON_INTERRUPTED, "interrupted"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_SENT_BEFORE, "sent-before"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_RESTORED, "restored"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_NOT_WRITTEN, "not-written"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_NOT_SENT, "not-sent"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_NOT_THERE, "not-there"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_NOTHING_CHANGED, "nothing-changed"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_AMBIGUOUS, "ambiguous"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_UNMARKED, "unmarked"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_UNDATED, "undated"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_CAME_LATE, "came-late"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_SENT_AGAIN, "sent-again"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_PLACED_TWICE, "placed-twice"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_PERSON_SAID, "person-said"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_STATUS_CHANGED, "status-changed"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_END_CHANGED, "end-changed"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_SEATS_CHANGED, "seats-changed"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_PRODUCTS_CHANGED, "products-changed"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_ORDER_OPEN, "order-open"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_ORDER_STILL_OPEN, "order-still-open"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_ENTRY_OPEN, "entry-open"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_EXTERNAL_ID_OPEN, "external-id-open"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_TRIED_BEFORE, "tried-before"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_TRIED_BEFORE_AS, "tried-before-as"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_SECRET, "secret"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_OTHER_LOGIN, "other-login"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_TOO_MANY, "too-many"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_TAKEN, "taken"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_NOT_ASKED, "not-asked"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_NO_DRAFT, "no-draft"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_NO_ENTRY, "no-entry"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_OTHER_CUSTOMER, "other-customer"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_OTHER_MARK, "other-mark"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_OTHER_TYPE, "other-type"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_OTHER_SUBSCRIPTION, "other-subscription"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_KNOWN_BEFORE, "known-before"),
                    G_DEFINE_ENUM_VALUE (TW_REASON_OTHER_TARGET, "other-target"))

static const char *const formats[] = {
  [TW_REASON_INTERRUPTED] = N_("The program ended while this was being sent."),
  [TW_REASON_SENT_BEFORE] = N_("It was not sent now: it may have been sent before."),
  [TW_REASON_RESTORED] = N_("Restored from a backup: it may have been sent after the backup was made."),
  /* Translators: what the system said */
  [TW_REASON_NOT_WRITTEN] = N_("It was sent, but what came of it could not be written to the journal: %s"),
  [TW_REASON_NOT_SENT] = N_("It was not sent."),
  [TW_REASON_NOT_THERE] = N_("The marketplace was looked through repeatedly, and it is not there."),
  [TW_REASON_NOTHING_CHANGED] = N_("The marketplace was asked repeatedly, and nothing has changed there."),
  [TW_REASON_AMBIGUOUS] = N_("What is at the marketplace could be this, and nobody can tell for sure."),
  [TW_REASON_UNMARKED] = N_("Nothing at the marketplace carries the mark of this, and nobody knows when it was sent."),
  [TW_REASON_UNDATED] = N_("Nobody knows when this was sent, so nobody can look for it."),
  [TW_REASON_CAME_LATE] =
    N_("The marketplace has it after all: it came only after this had counted as not placed."),
  /* Translators: the id of an order, the number of a journal entry */
  [TW_REASON_SENT_AGAIN] =
    N_("The marketplace has it after all, as order %s, and it was sent again as journal entry %s. One of them may be "
       "one too many: withdraw or cancel that one there, then say what came of this entry."),
  /* Translators: the id of an order, the number of another journal entry, the id of the order it made */
  [TW_REASON_PLACED_TWICE] =
    N_("The marketplace has it after all, as order %s, and it was sent again as journal entry %s, order %s. One of "
       "them may be one too many: withdraw or cancel that one there, then say what came of this entry."),
  [TW_REASON_PERSON_SAID] = N_("A person said that it was not placed."),
  /* Translators: the id of a subscription, its status before and now, as the marketplace writes it */
  [TW_REASON_STATUS_CHANGED] =
    N_("Subscription %s has changed since the order was prepared: its status was %s and is %s now. Nothing was sent; "
       "prepare the order again."),
  /* Translators: the id of a subscription, the day it ended before, and now */
  [TW_REASON_END_CHANGED] =
    N_("Subscription %s has changed since the order was prepared: its expiration date was %s and is %s now. Nothing "
       "was sent; prepare the order again."),
  /* Translators: the id of a subscription, the MPN of a product, its seats before and now */
  [TW_REASON_SEATS_CHANGED] =
    N_("Subscription %s has changed since the order was prepared: %s had %s seats and has %s now. Nothing was sent; "
       "prepare the order again."),
  /* Translators: the id of a subscription */
  [TW_REASON_PRODUCTS_CHANGED] =
    N_("Subscription %s has changed since the order was prepared: its products are others now. Nothing was sent; "
       "prepare the order again."),
  /* Translators: the number of an order, its id, and its status as the marketplace writes it */
  [TW_REASON_ORDER_OPEN] =
    N_("Order %s (id %s, %s) on this subscription is still open, and the marketplace takes one at a time. Wait until "
       "it is completed, or withdraw it."),
  /* Translators: the number of an order, its id, and its status as the marketplace writes it */
  [TW_REASON_ORDER_STILL_OPEN] =
    N_("Order %s (id %s, %s) on this subscription is still open, and the time to wait for it is over. Nothing was "
       "sent."),
  /* Translators: the number of a journal entry */
  [TW_REASON_ENTRY_OPEN] =
    N_("Journal entry %s, an order on this subscription, is not settled yet. Nothing was sent; see first what came of "
       "that one."),
  /* Translators: the number of a journal entry, an id; “externalId” is the name of a field */
  [TW_REASON_EXTERNAL_ID_OPEN] =
    N_("externalId: Journal entry %s has the id %s of your own systems too, and is not settled yet. Nothing was sent; "
       "see first what came of that one."),
  /* Translators: the number of a journal entry */
  [TW_REASON_TRIED_BEFORE] =
    N_("Journal entry %s, which this tries again, had counted as not placed and may be at the marketplace after all. "
       "Nothing was sent; see first what came of that one."),
  /* Translators: the number of a journal entry, the id of an order */
  [TW_REASON_TRIED_BEFORE_AS] =
    N_("Journal entry %s, which this tries again, had counted as not placed and may be at the marketplace after all: "
       "order %s. Nothing was sent; see first what came of that one."),
  /* Translators: the number of a journal entry */
  [TW_REASON_SECRET] =
    N_("Journal entry %s holds a password, which is never written down: it cannot be sent from here. Do it again, and "
       "settle this entry as not placed."),
  /* Translators: the number of a journal entry, its login, the name of an account, and the login of that */
  [TW_REASON_OTHER_LOGIN] =
    N_("Journal entry %s belongs to another login (%s); the account “%s” is %s now, where nobody can look for it. Add "
       "that login again under this name to go on with it."),
  /* Translators: a number of rows */
  [TW_REASON_TOO_MANY] =
    N_("The first %s rows of the list hold nothing that was known before sending; look for it in the marketplace’s "
       "panel"),
  /* Translators: the id of an order, a customer or a report */
  [TW_REASON_TAKEN] = N_("%s is what another journal entry made; an entry has an object of its own"),
  /* Translators: the number of a journal entry, its state as in “confirmed” */
  [TW_REASON_NOT_ASKED] = N_("Journal entry %s is %s: there is nothing for a person to settle"),
  /* Translators: the number of a journal entry */
  [TW_REASON_NO_DRAFT] = N_("Journal entry %s is no draft (any more): it stays"),
  /* Translators: what was given as the number of a journal entry */
  [TW_REASON_NO_ENTRY] = N_("The journal has no entry %s"),
  /* Translators: the id of an order, the number of a journal entry, the ids of two customers */
  [TW_REASON_OTHER_CUSTOMER] = N_("%s cannot be what came of journal entry %s: it is one of customer %s, not %s"),
  /* Translators: the id of an order, the number of a journal entry, the mark of another one */
  [TW_REASON_OTHER_MARK] =
    N_("%s cannot be what came of journal entry %s: it carries the mark of another journal entry, %s"),
  /* Translators: the id of an order, the number of a journal entry, the order’s type as in “change” */
  [TW_REASON_OTHER_TYPE] = N_("%s cannot be what came of journal entry %s: it is of another type, %s"),
  /* Translators: the id of an order, the number of a journal entry, the id of a subscription */
  [TW_REASON_OTHER_SUBSCRIPTION] =
    N_("%s cannot be what came of journal entry %s: it is about another subscription, %s"),
  /* Translators: the id of an order, a customer or a report, the number of a journal entry */
  [TW_REASON_KNOWN_BEFORE] = N_("%s cannot be what came of journal entry %s: it was there before this was sent"),
  /* Translators: the id of an object, the number of a journal entry, the id of the object that it changes */
  [TW_REASON_OTHER_TARGET] = N_("%s cannot be what came of journal entry %s: it is not %s, which was to be changed"),
};

/**
 * tw_reason_new: (skip)
 * @reason: a reason
 * @...: the values of its sentence, in the order of its format, then %NULL
 *
 * Returns: (transfer full): the reason as it is stored and travels with errors: its `code` and its `values`
 */
TwJson *
tw_reason_new (TwReason reason,
               ...)
{
  g_autoptr (TwJsonWriter) writer = tw_json_writer_new (FALSE);
  const char *value;
  va_list values;

  tw_json_writer_begin_object (writer);
  tw_json_writer_name (writer, "code");
  tw_json_writer_string (writer, tw_enum_to_text (TW_TYPE_REASON, reason));

  va_start (values, reason);
  value = va_arg (values, const char *);
  if (value != NULL)
    {
      tw_json_writer_name (writer, "values");
      tw_json_writer_begin_array (writer);
      for (; value != NULL; value = va_arg (values, const char *))
        tw_json_writer_string (writer, value);
      tw_json_writer_end_array (writer);
    }
  va_end (values);
  tw_json_writer_end_object (writer);

  return tw_json_writer_steal_json (writer);
}

/**
 * tw_reason_to_error:
 * @self: a reason
 * @code: a code of #TwError
 *
 * Returns: (transfer full): an error that says it, in English, and carries it
 */
GError *
tw_reason_to_error (TwJson *self,
                    int     code)
{
  g_autofree char *text = tw_reason_dup_english (self);
  GError *error = g_error_new_literal (TW_ERROR, code, text);

  tw_error_set_reason (error, self);

  return error;
}

/**
 * tw_reason_get_format:
 * @self: (nullable): a reason
 *
 * Returns: (transfer none) (nullable): its English sentence, to be looked up in another language and given to
 *   tw_reason_fill(); %NULL for a reason that this release does not know
 */
const char *
tw_reason_get_format (TwJson *self)
{
  const char *code = tw_json_get_string (tw_json_get_member (self, "code"));
  int reason;

  return code != NULL && tw_enum_from_text (TW_TYPE_REASON, code, &reason) ? formats[reason] : NULL;
}

/* The place that a directive at @text names, as in `%s` or `%2$s`; %NULL when it is none. */
static const char *
read_directive (const char *text,
                guint      *place)
{
  const char *end = text + 1;

  if (*end == 's')
    {
      (*place)++;
      return end + 1;
    }
  if (g_ascii_isdigit (*end) && end[1] == '$' && end[2] == 's')
    {
      *place = *end - '0';
      return end + 3;
    }

  return NULL;
}

/**
 * tw_reason_fill:
 * @self: a reason
 * @format: its sentence, in any language: what tw_reason_get_format() returned, or the translation of that
 *
 * The values come from a file that others can write, so that they are put in without printf(): what is missing
 * leaves its place empty.
 *
 * Returns: (transfer full): the sentence with the values in their places
 */
char *
tw_reason_fill (TwJson     *self,
                const char *format)
{
  TwJson *values;
  GString *text = g_string_new (NULL);
  guint place = 0;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (format != NULL, NULL);

  values = tw_json_get_member (self, "values");
  while (*format != '\0')
    {
      const char *next = *format == '%' ? read_directive (format, &place) : NULL;
      TwJson *value = NULL;

      if (next == NULL)
        {
          g_string_append_c (text, *format++);
          continue;
        }

      if (place > 0 && place <= tw_json_get_length (values))
        value = tw_json_get_element (values, place - 1);
      if (tw_json_get_string (value) != NULL)
        g_string_append (text, tw_json_get_string (value));
      format = next;
    }

  return g_string_free (text, FALSE);
}

/**
 * tw_reason_dup_english:
 * @self: a reason that this release knows
 *
 * Returns: (transfer full): it, in English, as it stands in the journal and in errors
 */
char *
tw_reason_dup_english (TwJson *self)
{
  return tw_reason_fill (self, tw_reason_get_format (self));
}
