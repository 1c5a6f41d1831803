/* tw-start-page.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "pages/tw-start-page.h"

#include "tw-problem.h"
#include "widgets/tw-account-row.h"

struct _TwStartPage
{
  AdwBin parent_instance;

  GtkStack      *states;
  AdwStatusPage *busy_page;
  AdwStatusPage *problem_page;
  GtkListBox    *choice_accounts;
  GtkListBox    *problem_accounts;
  TwUnsettled   *unsettled;
};

G_DEFINE_FINAL_TYPE (TwStartPage, tw_start_page, ADW_TYPE_BIN)

static GtkWidget *
make_row_cb (gpointer item,
             gpointer user_data)
{
  TwAccount *account = item;
  TwUnsettled *unsettled = user_data;
  GtkWidget *row = tw_account_row_new (account);

  tw_account_row_set_count (TW_ACCOUNT_ROW (row), tw_unsettled_get_count (unsettled, tw_account_get_name (account)));

  return row;
}

/* Rows stay the same widgets, so that the one with the keyboard keeps it. */
static void
update_rows (TwStartPage *self,
             GtkListBox  *list)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    tw_account_row_set_count (TW_ACCOUNT_ROW (row),
                              tw_unsettled_get_count (self->unsettled,
                                                      tw_account_row_get_name (TW_ACCOUNT_ROW (row))));
  gtk_widget_set_visible (GTK_WIDGET (list), gtk_list_box_get_row_at_index (list, 0) != NULL);
}

static void
unsettled_changed_cb (TwStartPage *self)
{
  update_rows (self, self->choice_accounts);
  update_rows (self, self->problem_accounts);
}

static void
tw_start_page_dispose (GObject *object)
{
  TwStartPage *self = TW_START_PAGE (object);

  g_clear_object (&self->unsettled);
  gtk_widget_dispose_template (GTK_WIDGET (object), TW_TYPE_START_PAGE);

  G_OBJECT_CLASS (tw_start_page_parent_class)->dispose (object);
}

static void
tw_start_page_class_init (TwStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_start_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tradewind/Tradewind/pages/tw-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TwStartPage, states);
  gtk_widget_class_bind_template_child (widget_class, TwStartPage, busy_page);
  gtk_widget_class_bind_template_child (widget_class, TwStartPage, problem_page);
  gtk_widget_class_bind_template_child (widget_class, TwStartPage, choice_accounts);
  gtk_widget_class_bind_template_child (widget_class, TwStartPage, problem_accounts);
}

static void
tw_start_page_init (TwStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tw_start_page_set_accounts:
 * @self: a start page
 * @store: the accounts that can be opened
 * @unsettled: what wants to be looked at in them
 *
 * Offers accounts wherever there is a choice. Called once.
 */
void
tw_start_page_set_accounts (TwStartPage    *self,
                            TwAccountStore *store,
                            TwUnsettled    *unsettled)
{
  g_return_if_fail (TW_IS_START_PAGE (self));

  g_set_object (&self->unsettled, unsettled);
  gtk_list_box_bind_model (self->choice_accounts, G_LIST_MODEL (store), make_row_cb, g_object_ref (unsettled),
                           g_object_unref);
  gtk_list_box_bind_model (self->problem_accounts, G_LIST_MODEL (store), make_row_cb, g_object_ref (unsettled),
                           g_object_unref);
  g_signal_connect_object (unsettled, "changed", G_CALLBACK (unsettled_changed_cb), self, G_CONNECT_SWAPPED);
  unsettled_changed_cb (self);
}

/**
 * tw_start_page_show_choice:
 * @self: a start page
 *
 * Offers the ways to begin.
 */
void
tw_start_page_show_choice (TwStartPage *self)
{
  g_return_if_fail (TW_IS_START_PAGE (self));

  gtk_stack_set_visible_child_name (self->states, "choice");
}

/**
 * tw_start_page_show_busy:
 * @self: a start page
 * @text: what is being opened
 */
void
tw_start_page_show_busy (TwStartPage *self,
                         const char  *text)
{
  g_return_if_fail (TW_IS_START_PAGE (self));

  adw_status_page_set_title (self->busy_page, text);
  gtk_stack_set_visible_child_name (self->states, "busy");
}

/**
 * tw_start_page_show_problem:
 * @self: a start page
 * @error: why nothing could be opened
 */
void
tw_start_page_show_problem (TwStartPage  *self,
                            const GError *error)
{
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;

  g_return_if_fail (TW_IS_START_PAGE (self));

  text = tw_problem_dup_text (error);
  markup = g_markup_escape_text (text, -1);
  adw_status_page_set_icon_name (self->problem_page, tw_problem_get_icon_name (error));
  adw_status_page_set_title (self->problem_page, tw_problem_get_title (error));
  adw_status_page_set_description (self->problem_page, markup);
  gtk_stack_set_visible_child_name (self->states, "problem");
}
