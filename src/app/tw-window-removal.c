/* tw-window-removal.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "tw-window-private.h"

#include "dialogs/tw-dialogs.h"
#include "tw-entry-text.h"
#include "tw-problem.h"

#include <glib/gi18n.h>

/* More than this nobody reads in a question. */
#define MAX_NAMED 5

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (TwWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean removed = tw_accounts_remove_finish (TW_ACCOUNTS (source), result, &error);

  /* The window may have been closed meanwhile. */
  if (self->accounts == NULL)
    return;

  if (removed)
    {
      tw_window_open_last (self);
      return;
    }

  tw_start_page_show_choice (self->start_page);
  text = tw_problem_dup_text (error);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
confirmed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (TwWindow) self = user_data;
  g_autofree char *name = NULL;

  if (!tw_dialogs_confirm_finish (result) || self->workspace == NULL)
    return;

  name = g_strdup (self->account);
  tw_window_close_workspace (self);
  gtk_stack_set_visible_child_name (self->shell, "start");
  tw_start_page_show_busy (self->start_page, _("Removing…"));
  tw_accounts_remove_async (self->accounts, name, NULL, removed_cb, g_object_ref (self));
}

static void
append_entry (GString        *text,
              TwJournalEntry *entry)
{
  g_autoptr (TwActivityItem) item = tw_activity_item_new (entry, NULL);

  /* Translators: a number, a PO number or what was done, and a state as in “unknown” */
  g_string_append_printf (text, _("Journal entry %s (%s) is not settled (%s)."), entry->id,
                          entry->mark != NULL ? entry->mark : tw_entry_text_get_what (entry),
                          tw_entry_text_get_state (item));
  g_string_append_c (text, '\n');
}

/* What is not settled can be settled by this login alone. The oldest first: it waits for longest. */
static char *
dup_question (TwWindow  *self,
              GPtrArray *entries)
{
  GString *text = g_string_new (NULL);
  guint n_named = MIN (entries->len, MAX_NAMED);
  guint n_more = entries->len - n_named;

  for (guint i = 0; i < n_named; i++)
    append_entry (text, g_ptr_array_index (entries, entries->len - 1 - i));
  if (n_more > 0)
    {
      /* Translators: entries of the journal, after some that are named */
      g_string_append_printf (text, ngettext ("%u more is not settled.", "%u more are not settled.", n_more), n_more);
      g_string_append_c (text, '\n');
    }
  if (entries->len > 0)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _("To find out what came of it, add this login again under the name “%s”."),
                              self->account);
      g_string_append (text, "\n\n");
    }
  g_string_append (text,
                   _("Its password and key are removed from the keyring. Nothing changes at the marketplace, and the "
                     "journal of what you ordered stays on this computer."));

  return g_string_free (text, FALSE);
}

/* That the journal cannot be read keeps nobody from removing the account. */
static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (TwWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = tw_journal_list_finish (TW_JOURNAL (source), result, &error);
  g_autofree char *heading = NULL;
  g_autofree char *question = NULL;

  /* Another account may be open meanwhile. */
  if (self->workspace == NULL
      || tw_client_get_journal (tw_workspace_get_client (self->workspace)) != TW_JOURNAL (source))
    return;

  if (entries == NULL)
    {
      g_debug ("%s", error->message);
      entries = g_ptr_array_new ();
    }

  /* Translators: the name of an account */
  heading = g_strdup_printf (_("Remove “%s”?"), self->account);
  question = dup_question (self, entries);
  tw_dialogs_confirm_async (GTK_WINDOW (self), heading, question, _("_Keep"), _("_Remove"), TRUE, confirmed_cb,
                            g_object_ref (self));
}

static void
remove_account_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  static const TwJournalState states[] = { TW_JOURNAL_QUEUED, TW_JOURNAL_SENDING, TW_JOURNAL_UNKNOWN,
                                           TW_JOURNAL_NEEDS_A_PERSON };
  TwWindow *self = TW_WINDOW (widget);

  tw_journal_list_async (tw_client_get_journal (tw_workspace_get_client (self->workspace)), states,
                         G_N_ELEMENTS (states), -1, NULL, listed_cb, g_object_ref (self));
}

/* For tw-window.c: how an account is removed. */
void
tw_window_class_install_removal (TwWindowClass *klass)
{
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "win.remove-account", NULL, remove_account_action);
}
