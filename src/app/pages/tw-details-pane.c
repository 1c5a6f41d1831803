/* tw-details-pane.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "pages/tw-details-pane.h"

#include "tw-problem.h"
#include "widgets/tw-status-pill.h"

/* No spinner for what is there in a moment, in milliseconds. */
#define SPINNER_DELAY 300

struct _TwDetailsPane
{
  GtkWidget parent_instance;

  TwClient      *client;
  TwMirrorEntry *entry;
  char          *key;
  GCancellable  *cancellable;
  guint          spinner_id;
  gboolean       fetched;

  GtkBox        *box;
  GtkLabel      *title;
  TwStatusPill  *status;
  GtkStack      *note_stack;
  GtkRevealer   *note;
  GtkLabel      *problem;
  AdwBin        *body;
};

enum
{
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TwDetailsPane, tw_details_pane, GTK_TYPE_WIDGET)

static void
show_note (TwDetailsPane *self,
           const char    *name)
{
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  if (name != NULL)
    gtk_stack_set_visible_child_name (self->note_stack, name);
  gtk_revealer_set_reveal_child (self->note, name != NULL);
}

static gboolean
spin_cb (gpointer user_data)
{
  TwDetailsPane *self = user_data;

  self->spinner_id = 0;
  show_note (self, "loading");

  return G_SOURCE_REMOVE;
}

static void
show_entry (TwDetailsPane *self,
            TwMirrorEntry *entry)
{
  TwDetails *body = TW_DETAILS (adw_bin_get_child (self->body));
  g_autofree char *title = tw_details_dup_title (body, entry);
  g_autofree char *status = tw_status_dup_label (entry->resource, "status");

  tw_mirror_entry_ref (entry);
  g_clear_pointer (&self->entry, tw_mirror_entry_unref);
  self->entry = entry;

  gtk_label_set_label (self->title, title != NULL ? title : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title != NULL ? title : "",
                                  -1);
  tw_status_pill_show (self->status, status, tw_status_read_tone (entry->resource, "status"));
  tw_details_show (body, self->client, entry);
}

static void
show_problem (TwDetailsPane *self,
              const GError  *error)
{
  g_autofree char *text = tw_problem_dup_text (error);

  gtk_label_set_label (self->problem, text);
  show_note (self, "problem");
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (TwDetailsPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwMirrorEntry) entry = tw_sync_fetch_detail_finish (TW_SYNC (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (entry == NULL)
    {
      show_problem (self, error);
      return;
    }

  show_note (self, NULL);
  show_entry (self, entry);
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (TwDetailsPane) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!tw_client_connect_finish (TW_CLIENT (source), result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_problem (self, error);
      return;
    }
  if (g_cancellable_is_cancelled (self->cancellable) || TW_CLIENT (source) != self->client)
    return;

  tw_sync_fetch_detail_async (tw_client_get_sync (self->client),
                              tw_details_get_kind (TW_DETAILS (adw_bin_get_child (self->body))), self->key,
                              self->cancellable, fetched_cb, g_object_ref (self));
}

/* Asks the marketplace once for what the list row lacks. */
static void
fetch (TwDetailsPane *self)
{
  self->fetched = TRUE;
  show_note (self, NULL);
  self->spinner_id = g_timeout_add (SPINNER_DELAY, spin_cb, self);
  tw_client_connect_async (self->client, self->cancellable, connected_cb, g_object_ref (self));
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (TwDetailsPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwMirrorEntry) entry = tw_mirror_get_finish (TW_MIRROR (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (entry != NULL)
    show_entry (self, entry);
  if (entry == NULL || entry->detail != TW_DETAIL_KNOWN)
    {
      if (!self->fetched)
        fetch (self);
      else if (entry == NULL && error != NULL)
        show_problem (self, error);
    }
}

static void
load (TwDetailsPane *self)
{
  if (self->client == NULL || self->key == NULL)
    return;

  tw_mirror_get_async (tw_client_get_mirror (self->client),
                       tw_details_get_kind (TW_DETAILS (adw_bin_get_child (self->body))), self->key,
                       self->cancellable, loaded_cb, g_object_ref (self));
}

static void
mirror_changed_cb (TwDetailsPane *self,
                   TwKind         kind)
{
  if (self->key != NULL && kind == tw_details_get_kind (TW_DETAILS (adw_bin_get_child (self->body))))
    load (self);
}

static void
retry_cb (TwDetailsPane *self)
{
  fetch (self);
}

static void
close_cb (TwDetailsPane *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
set_client (TwDetailsPane *self,
            TwClient      *client)
{
  if (self->client == client)
    return;

  if (self->client != NULL)
    g_signal_handlers_disconnect_by_func (tw_client_get_mirror (self->client), mirror_changed_cb, self);
  g_set_object (&self->client, client);
  if (client != NULL)
    g_signal_connect_object (tw_client_get_mirror (client), "changed", G_CALLBACK (mirror_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
tw_details_pane_dispose (GObject *object)
{
  TwDetailsPane *self = TW_DETAILS_PANE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  set_client (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), TW_TYPE_DETAILS_PANE);

  G_OBJECT_CLASS (tw_details_pane_parent_class)->dispose (object);
}

static void
tw_details_pane_finalize (GObject *object)
{
  TwDetailsPane *self = TW_DETAILS_PANE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->entry, tw_mirror_entry_unref);
  g_free (self->key);

  G_OBJECT_CLASS (tw_details_pane_parent_class)->finalize (object);
}

static void
tw_details_pane_class_init (TwDetailsPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_details_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = tw_details_pane_finalize;

  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/pages/tw-details-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, TwDetailsPane, box);
  gtk_widget_class_bind_template_child (widget_class, TwDetailsPane, title);
  gtk_widget_class_bind_template_child (widget_class, TwDetailsPane, status);
  gtk_widget_class_bind_template_child (widget_class, TwDetailsPane, note_stack);
  gtk_widget_class_bind_template_child (widget_class, TwDetailsPane, note);
  gtk_widget_class_bind_template_child (widget_class, TwDetailsPane, problem);
  gtk_widget_class_bind_template_child (widget_class, TwDetailsPane, body);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tw_details_pane_init (TwDetailsPane *self)
{
  g_type_ensure (TW_TYPE_STATUS_PILL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tw_details_pane_set_body:
 * @self: a pane
 * @body: (transfer floating): what it shows below the title
 */
void
tw_details_pane_set_body (TwDetailsPane *self,
                          TwDetails     *body)
{
  g_return_if_fail (TW_IS_DETAILS_PANE (self));

  adw_bin_set_child (self->body, GTK_WIDGET (body));
}

/**
 * tw_details_pane_show:
 * @self: a pane with a body
 * @client: the account
 * @key: key of the object
 *
 * Shows what the mirror knows of the object, and fetches the rest from the marketplace.
 */
void
tw_details_pane_show (TwDetailsPane *self,
                      TwClient      *client,
                      const char    *key)
{
  g_return_if_fail (TW_IS_DETAILS_PANE (self));
  g_return_if_fail (TW_IS_CLIENT (client));

  if (self->client == client && g_strcmp0 (self->key, key) == 0)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  set_client (self, client);
  g_free (self->key);
  self->key = g_strdup (key);
  self->fetched = FALSE;
  show_note (self, NULL);
  load (self);
}

/**
 * tw_details_pane_clear:
 * @self: a pane
 *
 * Shows nothing, and stops fetching.
 */
void
tw_details_pane_clear (TwDetailsPane *self)
{
  g_return_if_fail (TW_IS_DETAILS_PANE (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->key, g_free);
  show_note (self, NULL);
}

/**
 * tw_details_pane_get_key:
 * @self: a pane
 *
 * Returns: (transfer none) (nullable): key of the object that it shows
 */
const char *
tw_details_pane_get_key (TwDetailsPane *self)
{
  g_return_val_if_fail (TW_IS_DETAILS_PANE (self), NULL);

  return self->key;
}
