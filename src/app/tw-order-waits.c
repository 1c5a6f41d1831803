/* tw-order-waits.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "tw-order-waits.h"

#include "journal/tw-journal-drafts.h"
#include "journal/tw-order-open.h"

/* How long the marketplace is asked about an order in the way, in seconds. What takes longer than that takes days: then
 * it is looked at when the mirror learns something new of it, which costs no calls. */
#define WAIT_SECONDS 600

/* Orders change in the mirror many times a minute, and calls are dear: how long a look that failed is not repeated. */
#define PAUSE_SECONDS 60

typedef enum
{
  WAIT_IDLE,    /* not asked for: no connection yet, or the last look failed */
  WAIT_ASKING,  /* the marketplace is being asked */
  WAIT_ASLEEP,  /* the order in the way takes its time */
  WAIT_REFUSED, /* the marketplace does not tell, and would say the same again */
  WAIT_OVER,    /* nothing is in the way any more */
} WaitState;

/* One draft. */
typedef struct
{
  TwOrderWaits   *waits; /* lent: each call under way holds a reference to it */
  TwActivityItem *item;
  char           *subscription_id;
  char           *order_id; /* in the way, as far as it is known */
  WaitState       state;
  gint64          pause_end; /* monotonic, in microseconds */
} Wait;

struct _TwOrderWaits
{
  GObject parent_instance;

  TwClient     *client;
  GCancellable *cancellable;
  GHashTable   *waits; /* item → Wait */
};

enum
{
  READY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TwOrderWaits, tw_order_waits, G_TYPE_OBJECT)

static Wait *
wait_new (TwOrderWaits   *waits,
          TwActivityItem *item)
{
  Wait *wait = g_rc_box_new0 (Wait);

  wait->waits = waits;
  wait->item = g_object_ref (item);
  wait->subscription_id = tw_journal_entry_dup_subscription (tw_activity_item_get_entry (item));

  return wait;
}

static void
wait_clear (gpointer data)
{
  Wait *wait = data;

  g_clear_object (&wait->item);
  g_free (wait->subscription_id);
  g_free (wait->order_id);
}

static void
wait_unref (Wait *wait)
{
  g_rc_box_release_full (wait, wait_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wait, wait_unref)

/* Whether the draft is still one, and somebody is interested. */
static gboolean
is_wanted (Wait *wait)
{
  return g_hash_table_lookup (wait->waits->waits, wait->item) == wait
         && tw_activity_item_get_entry (wait->item)->state == TW_JOURNAL_DRAFT;
}

static void
looked_cb (TwResource *resource,
           gpointer    user_data)
{
  Wait *wait = user_data;
  TwOrder *order = TW_ORDER (resource);

  if (!is_wanted (wait))
    return;

  g_free (wait->order_id);
  wait->order_id = g_strdup (order->id);
  tw_activity_item_set_wait (wait->item, TW_ACTIVITY_WAIT_WAITING,
                             order->order_number != NULL ? order->order_number : order->id);
}

static void
waited_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Wait) wait = user_data;
  g_autoptr (TwOrderWaits) self = wait->waits;
  g_autoptr (GError) error = NULL;

  if (tw_order_wait_for_open_finish (result, &error))
    {
      wait->state = WAIT_OVER;
      if (!is_wanted (wait))
        return;
      tw_activity_item_set_wait (wait->item, TW_ACTIVITY_WAIT_READY, NULL);
      g_signal_emit (self, signals[READY], 0, wait->item);
    }
  else if (g_error_matches (error, TW_ERROR, TW_ERROR_CONFLICT))
    wait->state = WAIT_ASLEEP;
  else if (g_error_matches (error, TW_ERROR, TW_ERROR_NOT_FOUND)
           || g_error_matches (error, TW_ERROR, TW_ERROR_FORBIDDEN))
    wait->state = WAIT_REFUSED;
  else
    {
      wait->state = WAIT_IDLE;
      wait->pause_end = g_get_monotonic_time () + PAUSE_SECONDS * G_USEC_PER_SEC;
    }
}

static void
begin (Wait *wait)
{
  TwOrderWaits *self = wait->waits;

  if (!tw_client_is_connected (self->client) || !is_wanted (wait))
    return;

  wait->state = WAIT_ASKING;
  g_object_ref (self);
  tw_order_wait_for_open_async (tw_client_get_marketplace (self->client), tw_client_get_mirror (self->client),
                                wait->subscription_id, WAIT_SECONDS, looked_cb, wait, self->cancellable, waited_cb,
                                g_rc_box_acquire (wait));
}

static void
order_got_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Wait) wait = user_data;
  g_autoptr (TwMirrorEntry) entry = tw_mirror_get_finish (TW_MIRROR (source), result, NULL);

  if (entry != NULL && wait->state == WAIT_ASLEEP && is_wanted (wait)
      && tw_order_status_is_final (TW_ORDER (entry->resource)->status))
    begin (wait);
  g_object_unref (wait->waits);
}

/* Orders were read: the marketplace is there, and perhaps an order in the way is finished. */
static void
mirror_changed_cb (TwOrderWaits *self,
                   TwKind        kind)
{
  GHashTableIter iter;
  Wait *wait;

  if (kind != TW_KIND_ORDER)
    return;

  g_hash_table_iter_init (&iter, self->waits);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &wait))
    {
      if (wait->state == WAIT_IDLE && g_get_monotonic_time () >= wait->pause_end)
        begin (wait);
      else if (wait->state == WAIT_ASLEEP && wait->order_id != NULL)
        {
          g_object_ref (self);
          tw_mirror_get_async (tw_client_get_mirror (self->client), TW_KIND_ORDER, wait->order_id, self->cancellable,
                               order_got_cb, g_rc_box_acquire (wait));
        }
    }
}

static void
connected_cb (TwOrderWaits *self)
{
  GHashTableIter iter;
  Wait *wait;

  g_hash_table_iter_init (&iter, self->waits);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &wait))
    if (wait->state == WAIT_IDLE)
      begin (wait);
}

static void
tw_order_waits_dispose (GObject *object)
{
  TwOrderWaits *self = TW_ORDER_WAITS (object);

  tw_order_waits_stop (self);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (tw_order_waits_parent_class)->dispose (object);
}

static void
tw_order_waits_finalize (GObject *object)
{
  TwOrderWaits *self = TW_ORDER_WAITS (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->waits, g_hash_table_unref);

  G_OBJECT_CLASS (tw_order_waits_parent_class)->finalize (object);
}

static void
tw_order_waits_class_init (TwOrderWaitsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tw_order_waits_dispose;
  object_class->finalize = tw_order_waits_finalize;

  /**
   * TwOrderWaits::ready:
   * @self: the waits
   * @item: the item of a draft
   *
   * Nothing is in the way of it any more.
   */
  signals[READY] = g_signal_new ("ready", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, TW_TYPE_ACTIVITY_ITEM);
}

static void
tw_order_waits_init (TwOrderWaits *self)
{
  self->cancellable = g_cancellable_new ();
  self->waits = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) wait_unref);
}

/**
 * tw_order_waits_new:
 * @client: (transfer none): an open client
 *
 * Returns: (transfer full): its waits; they begin once it is connected
 */
TwOrderWaits *
tw_order_waits_new (TwClient *client)
{
  TwOrderWaits *self = g_object_new (TW_TYPE_ORDER_WAITS, NULL);

  self->client = g_object_ref (client);
  g_signal_connect_object (client, "notify::connected", G_CALLBACK (connected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tw_client_get_mirror (client), "changed", G_CALLBACK (mirror_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * tw_order_waits_watch:
 * @self: the waits
 * @item: an item
 *
 * Waits for what is in the way of it, if it is a draft; a draft that is waited for already is left alone.
 */
void
tw_order_waits_watch (TwOrderWaits   *self,
                      TwActivityItem *item)
{
  TwJournalEntry *entry;
  Wait *wait;

  g_return_if_fail (TW_IS_ORDER_WAITS (self));
  g_return_if_fail (TW_IS_ACTIVITY_ITEM (item));

  entry = tw_activity_item_get_entry (item);
  if (entry->state != TW_JOURNAL_DRAFT || entry->basis == NULL || g_hash_table_contains (self->waits, item))
    return;

  wait = wait_new (self, item);
  g_hash_table_insert (self->waits, item, wait);
  tw_activity_item_set_wait (item, TW_ACTIVITY_WAIT_WAITING, NULL);
  begin (wait);
}

/**
 * tw_order_waits_forget:
 * @self: the waits
 * @item: an item
 *
 * It is gone from the journal.
 */
void
tw_order_waits_forget (TwOrderWaits   *self,
                       TwActivityItem *item)
{
  g_return_if_fail (TW_IS_ORDER_WAITS (self));

  g_hash_table_remove (self->waits, item);
}

/**
 * tw_order_waits_stop:
 * @self: the waits
 *
 * Ends all of them; the drafts stay. To be called before the last reference is dropped: what is under way holds one.
 */
void
tw_order_waits_stop (TwOrderWaits *self)
{
  g_return_if_fail (TW_IS_ORDER_WAITS (self));

  g_cancellable_cancel (self->cancellable);
  g_hash_table_remove_all (self->waits);
}
