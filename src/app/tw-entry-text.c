/* tw-entry-text.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "tw-entry-text.h"

#include <glib/gi18n.h>

static const char *
get_order_what (TwOrderType type)
{
  switch (type)
    {
    case TW_ORDER_TYPE_CHANGE:
      return _("Change order");
    case TW_ORDER_TYPE_RENEWAL:
      return _("Renewal order");
    case TW_ORDER_TYPE_CANCELLATION:
      return _("Cancellation order");
    case TW_ORDER_TYPE_MIGRATION:
      return _("Migration order");
    case TW_ORDER_TYPE_SALES:
      return _("Sales order");
    default:
      return _("Order");
    }
}

/**
 * tw_entry_text_get_what:
 * @entry: an entry
 *
 * Returns: (transfer none): what was to be done, as in “Change order”
 */
const char *
tw_entry_text_get_what (TwJournalEntry *entry)
{
  g_autofree char *type = NULL;
  int value;

  g_return_val_if_fail (TW_IS_JOURNAL_ENTRY (entry), NULL);

  switch ((TwWriteKind) entry->kind)
    {
    case TW_WRITE_CREATE_CUSTOMER:
      return _("New customer");
    case TW_WRITE_UPDATE_CUSTOMER:
      return _("Change of a customer");
    case TW_WRITE_CREATE_RESELLER:
      return _("New reseller");
    case TW_WRITE_UPDATE_RESELLER:
      return _("Change of a reseller");
    case TW_WRITE_CREATE_RESELLER_CUSTOMER:
      return _("New customer of a reseller");
    case TW_WRITE_PLACE_ORDER:
      type = tw_json_dup_member_text (entry->request, "type");
      return get_order_what (type != NULL && tw_enum_from_text (TW_TYPE_ORDER_TYPE, type, &value) ? value : -1);
    case TW_WRITE_UPDATE_ORDER:
      return _("Change of an order’s status");
    case TW_WRITE_UPDATE_SUBSCRIPTION:
      return _("Change of a subscription");
    case TW_WRITE_SET_PRICES:
      return _("Special prices");
    case TW_WRITE_SCHEDULE_REPORT:
      return _("Report schedule");
    default:
      return _("Change");
    }
}

/**
 * tw_entry_text_get_state:
 * @item: an entry
 *
 * Returns: (transfer none): where it stands, in a word or two
 */
const char *
tw_entry_text_get_state (TwActivityItem *item)
{
  g_return_val_if_fail (TW_IS_ACTIVITY_ITEM (item), NULL);

  switch ((TwJournalState) tw_activity_item_get_entry (item)->state)
    {
    case TW_JOURNAL_DRAFT:
      switch (tw_activity_item_get_wait (item))
        {
        case TW_ACTIVITY_WAIT_WAITING:
          return C_("journal state", "Waiting");
        case TW_ACTIVITY_WAIT_READY:
          return C_("journal state", "Can be placed");
        case TW_ACTIVITY_WAIT_NONE:
        default:
          return C_("journal state", "Draft");
        }
    case TW_JOURNAL_QUEUED:
      return C_("journal state", "Not sent yet");
    case TW_JOURNAL_SENDING:
      return C_("journal state", "Being sent");
    case TW_JOURNAL_CONFIRMED:
      return C_("journal state", "Confirmed");
    case TW_JOURNAL_REJECTED:
      return C_("journal state", "Rejected");
    case TW_JOURNAL_NOT_PLACED:
      return C_("journal state", "Not placed");
    case TW_JOURNAL_NEEDS_A_PERSON:
      return C_("journal state", "Needs you");
    case TW_JOURNAL_UNKNOWN:
    default:
      return C_("journal state", "Unknown");
    }
}

/**
 * tw_entry_text_get_tone:
 * @item: an entry
 *
 * Returns: how its state feels
 */
TwStatusTone
tw_entry_text_get_tone (TwActivityItem *item)
{
  g_return_val_if_fail (TW_IS_ACTIVITY_ITEM (item), TW_TONE_NEUTRAL);

  switch ((TwJournalState) tw_activity_item_get_entry (item)->state)
    {
    case TW_JOURNAL_DRAFT:
      return tw_activity_item_get_wait (item) == TW_ACTIVITY_WAIT_READY ? TW_TONE_WARNING : TW_TONE_NEUTRAL;
    case TW_JOURNAL_QUEUED:
    case TW_JOURNAL_SENDING:
      return TW_TONE_WAITING;
    case TW_JOURNAL_CONFIRMED:
      return TW_TONE_GOOD;
    case TW_JOURNAL_REJECTED:
    case TW_JOURNAL_NOT_PLACED:
      return TW_TONE_BAD;
    case TW_JOURNAL_NEEDS_A_PERSON:
    case TW_JOURNAL_UNKNOWN:
    default:
      return TW_TONE_WARNING;
    }
}

static char *
dup_draft_advice (TwActivityItem *item)
{
  const char *number = tw_activity_item_get_waits_for (item);

  if (tw_activity_item_get_wait (item) == TW_ACTIVITY_WAIT_READY)
    return g_strdup (_("Nothing was placed yet. The order that was in the way is finished: see what this one costs now, "
                       "and place it."));
  if (number == NULL)
    return g_strdup (_("Nothing was placed. Another order on this subscription may be in the way: Tradewind looks for it "
                       "when it is connected."));

  /* Translators: the number of an order */
  return g_strdup_printf (_("Nothing was placed. Order %s on this subscription is not finished yet, and the marketplace "
                            "takes one at a time. Tradewind waits for it while it runs, and tells you when this one "
                            "can be placed."), number);
}

/**
 * tw_entry_text_dup_advice:
 * @item: an entry
 *
 * Returns: (transfer full) (nullable): what its state means and what comes next; %NULL where there is nothing to
 *   explain
 */
char *
tw_entry_text_dup_advice (TwActivityItem *item)
{
  TwJournalEntry *entry;

  g_return_val_if_fail (TW_IS_ACTIVITY_ITEM (item), NULL);

  entry = tw_activity_item_get_entry (item);
  switch ((TwJournalState) entry->state)
    {
    case TW_JOURNAL_DRAFT:
      return dup_draft_advice (item);
    case TW_JOURNAL_QUEUED:
      return g_strdup (entry->resumable
                         ? _("This was approved and never sent, because the program ended in between. It is sent once "
                             "when you say so, unless what it was computed from has changed.")
                         : _("This was approved and never sent, because the program ended in between. It holds "
                             "something secret that is never written down, so it has to be done again instead."));
    case TW_JOURNAL_SENDING:
      return g_strdup (_("It is on its way, perhaps from another program."));
    case TW_JOURNAL_NOT_PLACED:
      return g_strdup (_("It had no effect at the marketplace. You can do it again."));
    case TW_JOURNAL_NEEDS_A_PERSON:
      return g_strdup (_("More than one object at the marketplace could have come of this. Say which it is, or that it "
                         "is none of them. Nothing is sent either way."));
    case TW_JOURNAL_UNKNOWN:
      return g_strdup (_("It was sent, and no answer came: it may have taken effect. Tradewind looks for it at the "
                         "marketplace by itself, and never sends it again. Please do not do it again either until this "
                         "is settled."));
    case TW_JOURNAL_CONFIRMED:
    case TW_JOURNAL_REJECTED:
    default:
      return NULL;
    }
}

/**
 * tw_entry_text_dup_reason:
 * @reason: (nullable): what the journal says
 * @text: (nullable): the same in English, or what the marketplace or the system said
 *
 * Returns: (transfer full) (nullable): what to tell a person, %NULL when there is nothing to tell
 */
char *
tw_entry_text_dup_reason (TwJson     *reason,
                          const char *text)
{
  const char *format = tw_reason_get_format (reason);

  return format != NULL ? tw_reason_fill (reason, gettext (format)) : g_strdup (text);
}

/**
 * tw_entry_text_get_page:
 * @entry: an entry
 *
 * Returns: (transfer none) (nullable): name of the page that shows the object it made or changed, %NULL for none
 */
const char *
tw_entry_text_get_page (TwJournalEntry *entry)
{
  g_return_val_if_fail (TW_IS_JOURNAL_ENTRY (entry), NULL);

  switch (tw_write_kind_get_kind (entry->kind))
    {
    case TW_KIND_CUSTOMER:
      return "customers";
    case TW_KIND_ORDER:
      return "orders";
    case TW_KIND_REPORT:
      return "reports";
    case TW_KIND_RESELLER:
    case TW_KIND_SUBSCRIPTION:
    case TW_KIND_PRODUCT:
    case TW_KIND_PLAN:
    default:
      return NULL;
    }
}

/**
 * tw_entry_text_dup_name:
 * @entry: an entry
 *
 * Returns: (transfer full) (nullable): the name that its request gives the object, as a new customer's; or the id of
 *   the object it changes
 */
char *
tw_entry_text_dup_name (TwJournalEntry *entry)
{
  char *name;

  g_return_val_if_fail (TW_IS_JOURNAL_ENTRY (entry), NULL);

  name = tw_json_dup_member_text (entry->request, "name");

  return name != NULL ? name : g_strdup (entry->target);
}

/**
 * tw_entry_text_can_order:
 * @entry: an entry
 *
 * Returns: whether its order can be placed from here: a draft, or one that was refused or not placed
 */
gboolean
tw_entry_text_can_order (TwJournalEntry *entry)
{
  g_return_val_if_fail (TW_IS_JOURNAL_ENTRY (entry), FALSE);

  return entry->kind == TW_WRITE_PLACE_ORDER && entry->resumable
         && (entry->state == TW_JOURNAL_DRAFT || entry->state == TW_JOURNAL_REJECTED
             || entry->state == TW_JOURNAL_NOT_PLACED);
}
