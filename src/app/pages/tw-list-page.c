/* tw-list-page.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "pages/tw-list-page.h"

#include "mirror/tw-paged-model.h"
#include "pages/tw-details-pane.h"
#include "tw-problem.h"
#include "tw-status.h"
#include "widgets/tw-column-sort.h"
#include "widgets/tw-fold.h"

#include <glib/gi18n.h>

typedef struct
{
  TwWorkspace        *workspace;
  TwPagedModel       *model;
  GtkSingleSelection *selection;
  GPtrArray          *chips;
  GCancellable       *cancellable;
  GSignalGroup       *selected_row;
  gboolean            rewind; /* to the first row, once the new order is there */

  GtkSearchEntry     *search;
  GtkBox             *chip_box;
  GtkStack           *states;
  GtkColumnView      *table;
  AdwStatusPage      *loading_page;
  AdwStatusPage      *empty_page;
  AdwStatusPage      *problem_page;
  GtkButton          *empty_button;
  GtkButton          *problem_button;
  TwFold             *fold;
  TwDetailsPane      *details;
} TwListPagePrivate;

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

static gboolean
is_filtered (TwListPage *self)
{
  TwListPagePrivate *priv = PRIV (self);

  if (gtk_editable_get_text (GTK_EDITABLE (priv->search))[0] != 0)
    return TRUE;
  for (guint i = 0; i < priv->chips->len; i++)
    if (tw_filter_chip_get_value (priv->chips->pdata[i]) != NULL)
      return TRUE;

  return FALSE;
}

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

/* The action belongs to the list inside the table. */
static void
scroll_to (GtkWidget *table,
           guint      position)
{
  GtkWidget *child;

  for (child = gtk_widget_get_first_child (table); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      gtk_widget_activate_action (child, "list.scroll-to-item", "u", position);
}

static gboolean
rewind_cb (GtkWidget     *table,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  scroll_to (table, 0);

  return G_SOURCE_REMOVE;
}

/* Which of the page's states is the true one. */
static void
update_state (TwListPage *self)
{
  TwListPagePrivate *priv = PRIV (self);
  const GError *error;

  if (priv->workspace == NULL || priv->model == NULL)
    return;

  if (priv->rewind && !tw_paged_model_is_loading (priv->model)
      && g_list_model_get_n_items (G_LIST_MODEL (priv->model)) > 0)
    {
      priv->rewind = FALSE;
      gtk_widget_add_tick_callback (GTK_WIDGET (priv->table), rewind_cb, NULL, NULL);
    }

  error = tw_paged_model_get_error (priv->model);
  if (error == NULL)
    error = tw_workspace_get_error (priv->workspace);

  if (g_list_model_get_n_items (G_LIST_MODEL (priv->model)) > 0)
    gtk_stack_set_visible_child_name (priv->states, "table");
  else if (is_filtered (self))
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

static TwQuery *
make_query (TwListPage *self)
{
  TwListPagePrivate *priv = PRIV (self);
  TwQuery *query = tw_query_new (TW_LIST_PAGE_GET_CLASS (self)->kind);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (priv->search));
  gboolean descending;
  const char *field = tw_column_sort_read (gtk_column_view_get_sorter (priv->table), &descending);

  if (text[0] != 0)
    tw_query_set_text (query, text);
  if (field != NULL)
    tw_query_set_sort (query, field, descending);
  for (guint i = 0; i < priv->chips->len; i++)
    {
      const char *value = tw_filter_chip_get_value (priv->chips->pdata[i]);

      if (value != NULL)
        tw_query_set_filter (query, tw_filter_chip_get_field (priv->chips->pdata[i]), value);
    }

  return query;
}

static void
query_changed_cb (TwListPage *self)
{
  TwListPagePrivate *priv = PRIV (self);
  g_autoptr (TwQuery) query = NULL;

  if (priv->model == NULL)
    return;

  query = make_query (self);
  if (!tw_query_equal (query, tw_paged_model_get_query (priv->model)))
    {
      priv->rewind = TRUE;
      tw_paged_model_set_query (priv->model, query);
    }
  update_state (self);
}

static void
clear_filters_cb (TwListPage *self)
{
  TwListPagePrivate *priv = PRIV (self);

  gtk_editable_set_text (GTK_EDITABLE (priv->search), "");
  for (guint i = 0; i < priv->chips->len; i++)
    tw_filter_chip_set_value (priv->chips->pdata[i], NULL, NULL);
  query_changed_cb (self);
}

static void
show_details (TwListPage *self,
              const char *key)
{
  TwListPagePrivate *priv = PRIV (self);

  tw_details_pane_show (priv->details, tw_workspace_get_client (priv->workspace), key);
  tw_fold_set_reveal (priv->fold, TRUE);
}

/* A row that was just scrolled to has no content yet: then this is called again when it comes. */
static void
selected_cb (TwListPage *self)
{
  TwListPagePrivate *priv = PRIV (self);
  TwRow *row = gtk_single_selection_get_selected_item (priv->selection);

  g_signal_group_set_target (priv->selected_row, row);
  if (row != NULL && tw_row_get_key (row) != NULL)
    show_details (self, tw_row_get_key (row));
}

static void
activated_cb (TwListPage *self,
              guint       position)
{
  gtk_single_selection_set_selected (PRIV (self)->selection, position);
  selected_cb (self);
}

static void
details_closed_cb (TwListPage *self)
{
  TwListPagePrivate *priv = PRIV (self);

  tw_fold_set_reveal (priv->fold, FALSE);
  tw_details_pane_clear (priv->details);
  gtk_single_selection_set_selected (priv->selection, GTK_INVALID_LIST_POSITION);
  gtk_widget_grab_focus (GTK_WIDGET (priv->table));
}

/* On top of the table the pane can also be dismissed by a click beside it. */
static void
reveal_changed_cb (TwListPage *self)
{
  TwListPagePrivate *priv = PRIV (self);

  if (!tw_fold_get_reveal (priv->fold) && tw_details_pane_get_key (priv->details) != NULL)
    details_closed_cb (self);
}

static void
copy_id_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  TwRow *row = gtk_single_selection_get_selected_item (PRIV (TW_LIST_PAGE (widget))->selection);

  if (row == NULL || tw_row_get_key (row) == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), tw_row_get_key (row));
  gtk_widget_activate_action (widget, "win.toast", "s", _("Copied"));
}

static void
close_details_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  details_closed_cb (TW_LIST_PAGE (widget));
}

/* Before its first layout a list cannot scroll: then this waits for the next frame. */
static gboolean
scroll_cb (GtkWidget     *table,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  TwListPagePrivate *priv = PRIV (TW_LIST_PAGE (user_data));
  guint position = gtk_single_selection_get_selected (priv->selection);

  if (gtk_widget_get_height (table) == 0)
    return G_SOURCE_CONTINUE;

  if (position != GTK_INVALID_LIST_POSITION)
    scroll_to (table, position);

  return G_SOURCE_REMOVE;
}

static void
position_found_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (TwListPage) self = user_data;
  TwListPagePrivate *priv = PRIV (self);
  gint64 position = tw_paged_model_find_position_finish (TW_PAGED_MODEL (source), result, NULL);

  if (position < 0 || TW_PAGED_MODEL (source) != priv->model)
    return;

  gtk_single_selection_set_selected (priv->selection, (guint) position);
  gtk_widget_add_tick_callback (GTK_WIDGET (priv->table), scroll_cb, self, NULL);
}

static void
add_columns (TwListPage *self)
{
  TwListPagePrivate *priv = PRIV (self);
  TwListPageClass *klass = TW_LIST_PAGE_GET_CLASS (self);

  for (guint i = 0; i < klass->n_columns; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = tw_column_make (&klass->columns[i]);

      gtk_column_view_append_column (priv->table, column);
    }

  g_signal_connect_object (gtk_column_view_get_sorter (priv->table), "changed", G_CALLBACK (query_changed_cb), self,
                           G_CONNECT_SWAPPED);
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
      g_signal_handlers_disconnect_by_func (priv->workspace, update_state, self);
      gtk_single_selection_set_model (priv->selection, NULL);
      tw_fold_set_reveal (priv->fold, FALSE);
      tw_details_pane_clear (priv->details);
      g_clear_object (&priv->model);
    }
  g_set_object (&priv->workspace, workspace);
  if (workspace != NULL)
    {
      query = make_query (self);
      priv->model = tw_paged_model_new (tw_client_get_mirror (tw_workspace_get_client (workspace)), query);
      g_signal_connect_object (priv->model, "items-changed", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (priv->model, "notify::loading", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (workspace, "notify", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
      gtk_single_selection_set_model (priv->selection, G_LIST_MODEL (priv->model));
      gtk_stack_set_visible_child_name (priv->states, "loading");
      update_state (self);
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

/* Shows the details of an object, and selects its row where the table has one. */
static void
tw_list_page_show_item (TwWindowPage *page,
                        const char   *key)
{
  TwListPage *self = TW_LIST_PAGE (page);
  TwListPagePrivate *priv = PRIV (self);

  g_return_if_fail (priv->workspace != NULL);

  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
  priv->cancellable = g_cancellable_new ();
  gtk_single_selection_set_selected (priv->selection, GTK_INVALID_LIST_POSITION);
  show_details (self, key);
  tw_paged_model_find_position_async (priv->model, key, priv->cancellable, position_found_cb, g_object_ref (self));
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
  add_columns (self);
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

  gtk_widget_class_install_action (widget_class, "page.copy-id", NULL, copy_id_action);
  gtk_widget_class_install_action (widget_class, "page.close-details", NULL, close_details_action);

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
  gtk_widget_class_bind_template_callback (widget_class, query_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_filters_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, details_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reveal_changed_cb);
}

static void
tw_list_page_init (TwListPage *self)
{
  TwListPagePrivate *priv = PRIV (self);

  priv->chips = g_ptr_array_new ();
  priv->selected_row = g_signal_group_new (TW_TYPE_ROW);
  g_signal_group_connect_swapped (priv->selected_row, "notify::resource", G_CALLBACK (selected_cb), self);
  g_type_ensure (TW_TYPE_FOLD);
  g_type_ensure (TW_TYPE_DETAILS_PANE);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tw_list_page_filter:
 * @self: a page
 * @field: field of one of its filters
 * @value: (nullable): what to filter by
 * @label: (nullable): what that is called
 *
 * Shows only what fits one filter, without any other filter or words.
 */
void
tw_list_page_filter (TwListPage *self,
                     const char *field,
                     const char *value,
                     const char *label)
{
  TwListPagePrivate *priv;

  g_return_if_fail (TW_IS_LIST_PAGE (self));

  priv = PRIV (self);
  gtk_editable_set_text (GTK_EDITABLE (priv->search), "");
  for (guint i = 0; i < priv->chips->len; i++)
    {
      gboolean meant = g_str_equal (tw_filter_chip_get_field (priv->chips->pdata[i]), field);

      tw_filter_chip_set_value (priv->chips->pdata[i], meant ? value : NULL, meant ? label : NULL);
    }
}

/**
 * tw_list_page_add_chip:
 * @self: a page
 * @chip: (transfer floating): a filter
 */
void
tw_list_page_add_chip (TwListPage   *self,
                       TwFilterChip *chip)
{
  TwListPagePrivate *priv;

  g_return_if_fail (TW_IS_LIST_PAGE (self));

  priv = PRIV (self);
  gtk_box_append (priv->chip_box, GTK_WIDGET (chip));
  g_ptr_array_add (priv->chips, chip);
  g_signal_connect_object (chip, "notify::value", G_CALLBACK (query_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * tw_list_page_add_choices:
 * @chip: a filter
 * @type: an enumeration of the marketplace
 *
 * Adds the values of an enumeration that have a name.
 */
void
tw_list_page_add_choices (TwFilterChip *chip,
                          GType         type)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);

  for (guint i = 0; i < klass->n_values; i++)
    {
      const char *label = tw_status_get_label (type, klass->values[i].value);

      if (label != NULL)
        tw_filter_chip_add_choice (chip, klass->values[i].value_nick, label);
    }
}
