/* tw-list-page.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "pages/tw-list-page-private.h"

#include "tw-problem.h"

#include <glib/gi18n.h>

enum
{
  PROP_0,
  PROP_WORKSPACE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void window_page_iface_init (TwWindowPageInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (TwListPage, tw_list_page, ADW_TYPE_BIN,
                                  G_ADD_PRIVATE (TwListPage)
                                  G_IMPLEMENT_INTERFACE (TW_TYPE_WINDOW_PAGE, window_page_iface_init))

#define PRIV(self) ((TwListPagePrivate *) tw_list_page_get_instance_private (self))

static void
show_problem (TwListPage   *self,
              const GError *error)
{
  TwListPagePrivate *priv = PRIV (self);
  g_autofree char *text = tw_problem_dup_text (error);
  g_autofree char *markup = g_markup_escape_text (text, -1);
  TwRecovery recovery = tw_problem_get_recovery (error);

  adw_status_page_set_icon_name (priv->problem_page, tw_problem_get_icon_name (error));
  adw_status_page_set_title (priv->problem_page, tw_problem_get_title (error));
  adw_status_page_set_description (priv->problem_page, markup);
  gtk_button_set_label (priv->problem_button, recovery == TW_RECOVERY_SIGN_IN ? _("_Sign In…") : _("_Try Again"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (priv->problem_button),
                                  recovery == TW_RECOVERY_SIGN_IN ? "win.sign-in" : "win.refresh");
  gtk_stack_set_visible_child_name (priv->states, "problem");
}

/* For tw-list-page-query.c: which of the page's states is the true one. */
void
tw_list_page_update_state (TwListPage *self)
{
  TwListPagePrivate *priv = PRIV (self);
  const GError *error;

  if (priv->workspace == NULL || priv->model == NULL)
    return;

  if (priv->rewind && !tw_paged_model_is_loading (priv->model)
      && g_list_model_get_n_items (G_LIST_MODEL (priv->model)) > 0)
    {
      priv->rewind = FALSE;
      tw_list_page_rewind (self);
    }

  error = tw_paged_model_get_error (priv->model);
  if (error == NULL)
    error = tw_workspace_get_error (priv->workspace);

  if (g_list_model_get_n_items (G_LIST_MODEL (priv->model)) > 0)
    gtk_stack_set_visible_child_name (priv->states, "table");
  else if (tw_list_page_is_filtered (self))
    gtk_stack_set_visible_child_name (priv->states, "no-match");
  else if (tw_paged_model_is_loading (priv->model))
    return;
  else if (!tw_workspace_is_list_known (priv->workspace, TW_LIST_PAGE_GET_CLASS (self)->kind) && error != NULL
           && !tw_workspace_is_busy (priv->workspace))
    show_problem (self, error);
  else if (!tw_workspace_is_list_known (priv->workspace, TW_LIST_PAGE_GET_CLASS (self)->kind))
    gtk_stack_set_visible_child_name (priv->states, "loading");
  else
    gtk_stack_set_visible_child_name (priv->states, "empty");
}

/* Behind the property. */
static void
set_workspace (TwListPage  *self,
               TwWorkspace *workspace)
{
  TwListPagePrivate *priv = PRIV (self);
  g_autoptr (TwQuery) query = NULL;

  if (priv->workspace == workspace)
    return;

  if (priv->workspace != NULL)
    {
      g_signal_handlers_disconnect_by_func (priv->workspace, tw_list_page_update_state, self);
      gtk_single_selection_set_model (priv->selection, NULL);
      tw_fold_set_reveal (priv->fold, FALSE);
      tw_details_pane_clear (priv->details);
      g_clear_object (&priv->model);
    }
  g_set_object (&priv->workspace, workspace);
  if (workspace != NULL)
    {
      query = tw_list_page_make_query (self);
      priv->model = tw_paged_model_new (tw_client_get_mirror (tw_workspace_get_client (workspace)), query);
      g_signal_connect_object (priv->model, "items-changed", G_CALLBACK (tw_list_page_update_state), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (priv->model, "notify::loading", G_CALLBACK (tw_list_page_update_state), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (workspace, "notify", G_CALLBACK (tw_list_page_update_state), self, G_CONNECT_SWAPPED);
      gtk_single_selection_set_model (priv->selection, G_LIST_MODEL (priv->model));
      gtk_stack_set_visible_child_name (priv->states, "loading");
      tw_list_page_update_state (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
}

static TwKind
tw_list_page_get_kind (TwWindowPage *page)
{
  return TW_LIST_PAGE_GET_CLASS (page)->kind;
}

static const char *
tw_list_page_get_title (TwWindowPage *page)
{
  return _(TW_LIST_PAGE_GET_CLASS (page)->title);
}

static const char *
tw_list_page_get_new_label (TwWindowPage *page)
{
  return _(TW_LIST_PAGE_GET_CLASS (page)->new_label);
}

static const char *
tw_list_page_get_new_action (TwWindowPage *page)
{
  return TW_LIST_PAGE_GET_CLASS (page)->new_action;
}

static void
tw_list_page_set_workspace (TwWindowPage *page,
                            TwWorkspace  *workspace)
{
  g_object_set (page, "workspace", workspace, NULL);
}

static void
tw_list_page_show_item (TwWindowPage *page,
                        const char   *key)
{
  tw_list_page_show_row (TW_LIST_PAGE (page), key);
}

static const char *
tw_list_page_get_item (TwWindowPage *page)
{
  return tw_details_pane_get_key (PRIV (TW_LIST_PAGE (page))->details);
}

static void
tw_list_page_focus_search (TwWindowPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (PRIV (TW_LIST_PAGE (page))->search));
}

static void
window_page_iface_init (TwWindowPageInterface *iface)
{
  iface->get_title = tw_list_page_get_title;
  iface->get_kind = tw_list_page_get_kind;
  iface->get_new_label = tw_list_page_get_new_label;
  iface->get_new_action = tw_list_page_get_new_action;
  iface->set_workspace = tw_list_page_set_workspace;
  iface->show_item = tw_list_page_show_item;
  iface->get_item = tw_list_page_get_item;
  iface->focus_search = tw_list_page_focus_search;
}

static void
tw_list_page_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, PRIV (TW_LIST_PAGE (object))->workspace);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_list_page_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_WORKSPACE:
      set_workspace (TW_LIST_PAGE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_list_page_constructed (GObject *object)
{
  TwListPage *self = TW_LIST_PAGE (object);
  TwListPagePrivate *priv = PRIV (self);
  TwListPageClass *klass = TW_LIST_PAGE_GET_CLASS (self);

  G_OBJECT_CLASS (tw_list_page_parent_class)->constructed (object);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _(klass->title), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->table), GTK_ACCESSIBLE_PROPERTY_LABEL, _(klass->title), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _(klass->search_hint),
                                  -1);
  g_object_set (priv->search, "placeholder-text", _(klass->search_hint), NULL);
  adw_status_page_set_title (priv->loading_page, _(klass->loading_title));
  adw_status_page_set_title (priv->empty_page, _(klass->empty_title));
  adw_status_page_set_description (priv->empty_page, _(klass->empty_text));
  gtk_button_set_label (priv->empty_button, _(klass->new_label));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (priv->empty_button), klass->new_action);
  tw_details_pane_set_body (priv->details, g_object_new (klass->details_type, NULL));
  tw_list_page_add_columns (self);
}

static void
tw_list_page_dispose (GObject *object)
{
  TwListPage *self = TW_LIST_PAGE (object);
  TwListPagePrivate *priv = PRIV (self);

  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
  set_workspace (self, NULL);
  g_clear_object (&priv->selected_row);

  G_OBJECT_CLASS (tw_list_page_parent_class)->dispose (object);
}

static void
tw_list_page_finalize (GObject *object)
{
  TwListPagePrivate *priv = PRIV (TW_LIST_PAGE (object));

  g_ptr_array_unref (priv->chips);

  G_OBJECT_CLASS (tw_list_page_parent_class)->finalize (object);
}

static void
tw_list_page_class_init (TwListPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = tw_list_page_get_property;
  object_class->set_property = tw_list_page_set_property;
  object_class->constructed = tw_list_page_constructed;
  object_class->dispose = tw_list_page_dispose;
  object_class->finalize = tw_list_page_finalize;

  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, TW_TYPE_WORKSPACE,
                                                    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                      | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tradewind/Tradewind/pages/tw-list-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, TwListPage, selection);
  gtk_widget_class_bind_template_child_private (widget_class, TwListPage, search);
  gtk_widget_class_bind_template_child_private (widget_class, TwListPage, chip_box);
  gtk_widget_class_bind_template_child_private (widget_class, TwListPage, states);
  gtk_widget_class_bind_template_child_private (widget_class, TwListPage, table);
  gtk_widget_class_bind_template_child_private (widget_class, TwListPage, loading_page);
  gtk_widget_class_bind_template_child_private (widget_class, TwListPage, empty_page);
  gtk_widget_class_bind_template_child_private (widget_class, TwListPage, problem_page);
  gtk_widget_class_bind_template_child_private (widget_class, TwListPage, empty_button);
  gtk_widget_class_bind_template_child_private (widget_class, TwListPage, problem_button);
  gtk_widget_class_bind_template_child_private (widget_class, TwListPage, fold);
  gtk_widget_class_bind_template_child_private (widget_class, TwListPage, details);
  tw_list_page_class_bind_query (klass);
  tw_list_page_class_bind_selection (klass);
}

static void
tw_list_page_init (TwListPage *self)
{
  TwListPagePrivate *priv = PRIV (self);

  priv->chips = g_ptr_array_new ();
  tw_list_page_watch_selection (self);
  g_type_ensure (TW_TYPE_FOLD);
  g_type_ensure (TW_TYPE_DETAILS_PANE);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* For the files beside this one: what a page keeps. */
TwListPagePrivate *
tw_list_page_get_private (TwListPage *self)
{
  return PRIV (self);
}
