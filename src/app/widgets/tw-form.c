/* tw-form.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "widgets/tw-form.h"

#include "tw-problem.h"
#include "widgets/tw-form-note.h"

#include <glib/gi18n.h>

typedef struct
{
  char      *path;
  GtkWidget *row;
  GtkWidget *note;
  gulong     changed_id;
  gulong     destroy_id;
} Field;

struct _TwForm
{
  GObject parent_instance;

  GPtrArray *fields;
};

G_DEFINE_FINAL_TYPE (TwForm, tw_form, G_TYPE_OBJECT)

static void
clear_note (Field *field)
{
  GtkWidget *list;

  if (field->note == NULL)
    return;

  list = gtk_widget_get_parent (field->note);
  if (list != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list), field->note);
  g_clear_object (&field->note);
  gtk_widget_remove_css_class (field->row, "error");
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (field->row), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
  gtk_accessible_update_state (GTK_ACCESSIBLE (field->row),
                               GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
field_free (Field *field)
{
  g_clear_signal_handler (&field->changed_id, field->row);
  g_clear_signal_handler (&field->destroy_id, field->row);
  g_clear_object (&field->note);
  g_free (field->path);
  g_free (field);
}

static Field *
find_path (TwForm     *self,
           const char *path)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = self->fields->pdata[i];

      if (g_str_equal (field->path, path))
        return field;
    }

  return NULL;
}

static Field *
find_row (TwForm    *self,
          GtkWidget *row)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = self->fields->pdata[i];

      if (field->row == row)
        return field;
    }

  return NULL;
}

static void
remove_note (gpointer user_data)
{
  g_autoptr (GtkWidget) note = user_data;
  GtkWidget *list = gtk_widget_get_parent (note);

  if (list != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list), note);
}

/* A list that is removing one row must not lose the next one meanwhile, so the note under the row goes later. */
static void
row_destroyed_cb (TwForm    *self,
                  GtkWidget *row)
{
  Field *field = find_row (self, row);

  if (field == NULL)
    return;

  if (field->note != NULL)
    g_idle_add_once (remove_note, g_steal_pointer (&field->note));
  g_ptr_array_remove (self->fields, field);
}

static void
changed_cb (TwForm    *self,
            GtkWidget *row)
{
  Field *field = find_row (self, row);

  if (field != NULL)
    clear_note (field);
}

static void
selected_cb (GtkWidget  *row,
             GParamSpec *pspec,
             TwForm     *self)
{
  changed_cb (self, row);
}

static void
tw_form_dispose (GObject *object)
{
  g_clear_pointer (&TW_FORM (object)->fields, g_ptr_array_unref);

  G_OBJECT_CLASS (tw_form_parent_class)->dispose (object);
}

static void
tw_form_class_init (TwFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_form_dispose;
}

static void
tw_form_init (TwForm *self)
{
  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) field_free);
}

/**
 * tw_form_new:
 *
 * Returns: (transfer full): a form without rows
 */
TwForm *
tw_form_new (void)
{
  return g_object_new (TW_TYPE_FORM, NULL);
}

/**
 * tw_form_add:
 * @self: a form
 * @path: JSON path of a field
 * @row: the row for it, a child of a list box
 *
 * An error goes away when the row is edited, or its `selected-item` changes. The form forgets the row when it is
 * destroyed.
 */
void
tw_form_add (TwForm     *self,
             const char *path,
             GtkWidget  *row)
{
  Field *field = g_new0 (Field, 1);

  g_return_if_fail (TW_IS_FORM (self));
  g_return_if_fail (GTK_IS_LIST_BOX_ROW (row));

  field->path = g_strdup (path);
  field->row = row;
  if (GTK_IS_EDITABLE (row))
    field->changed_id = g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  else if (g_object_class_find_property (G_OBJECT_GET_CLASS (row), "selected-item") != NULL)
    field->changed_id = g_signal_connect_object (row, "notify::selected-item", G_CALLBACK (selected_cb), self, 0);
  field->destroy_id = g_signal_connect_object (row, "destroy", G_CALLBACK (row_destroyed_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->fields, field);
}

/**
 * tw_form_remove:
 * @self: a form
 * @row: one of its rows
 *
 * Forgets a row.
 */
void
tw_form_remove (TwForm    *self,
                GtkWidget *row)
{
  Field *field;

  g_return_if_fail (TW_IS_FORM (self));

  field = find_row (self, row);
  if (field == NULL)
    return;

  clear_note (field);
  g_ptr_array_remove (self->fields, field);
}

/**
 * tw_form_set_error:
 * @self: a form
 * @path: JSON path of a field
 * @message: what is wrong with it
 *
 * Shows an error under the row of a field. The first error of a row stays.
 *
 * Returns: whether there is such a row
 */
gboolean
tw_form_set_error (TwForm     *self,
                   const char *path,
                   const char *message)
{
  Field *field;
  GtkWidget *list;

  g_return_val_if_fail (TW_IS_FORM (self), FALSE);

  field = find_path (self, path);
  if (field == NULL)
    return FALSE;
  if (field->note != NULL)
    return TRUE;

  list = gtk_widget_get_parent (field->row);
  g_return_val_if_fail (GTK_IS_LIST_BOX (list), FALSE);

  field->note = g_object_ref_sink (tw_form_note_new (message));
  gtk_list_box_insert (GTK_LIST_BOX (list), field->note,
                       gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (field->row)) + 1);
  gtk_widget_add_css_class (field->row, "error");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (field->row),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, field->note, NULL,
                                  -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (field->row),
                               GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);

  return TRUE;
}

/**
 * tw_form_take_error:
 * @self: a form
 * @error: why something was refused
 *
 * Marks the rows of the fields that the error names, and gives the first of them the focus.
 *
 * Returns: (transfer full) (nullable): what is left to say about @error, %NULL when the rows say it all
 */
char *
tw_form_take_error (TwForm       *self,
                    const GError *error)
{
  GPtrArray *refused = tw_error_get_fields (error);
  gboolean all = refused != NULL && refused->len > 0;

  g_return_val_if_fail (TW_IS_FORM (self), NULL);

  for (guint i = 0; refused != NULL && i < refused->len; i++)
    {
      TwFieldError *refusal = refused->pdata[i];

      all &= tw_form_set_error (self, refusal->field, refusal->message);
    }
  tw_form_focus_error (self);

  return all ? NULL : tw_problem_dup_text (error);
}

/**
 * tw_form_clear:
 * @self: a form
 *
 * Takes every error away.
 */
void
tw_form_clear (TwForm *self)
{
  g_return_if_fail (TW_IS_FORM (self));

  for (guint i = 0; i < self->fields->len; i++)
    clear_note (self->fields->pdata[i]);
}

/**
 * tw_form_is_valid:
 * @self: a form
 *
 * Returns: whether no row shows an error
 */
gboolean
tw_form_is_valid (TwForm *self)
{
  g_return_val_if_fail (TW_IS_FORM (self), FALSE);

  for (guint i = 0; i < self->fields->len; i++)
    if (((Field *) self->fields->pdata[i])->note != NULL)
      return FALSE;

  return TRUE;
}

/**
 * tw_form_focus_error:
 * @self: a form
 *
 * Puts the focus into the first row that shows an error.
 */
void
tw_form_focus_error (TwForm *self)
{
  g_return_if_fail (TW_IS_FORM (self));

  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = self->fields->pdata[i];

      if (field->note != NULL)
        {
          gtk_widget_child_focus (field->row, GTK_DIR_TAB_FORWARD);
          gtk_widget_grab_focus (field->row);
          return;
        }
    }
}

/**
 * tw_form_require:
 * @self: a form
 * @path: JSON path of a field with an editable row
 *
 * Marks the row when nothing was typed into it.
 *
 * Returns: whether something was
 */
gboolean
tw_form_require (TwForm     *self,
                 const char *path)
{
  Field *field;
  g_autofree char *text = NULL;

  g_return_val_if_fail (TW_IS_FORM (self), FALSE);

  field = find_path (self, path);
  g_return_val_if_fail (field != NULL && GTK_IS_EDITABLE (field->row), FALSE);

  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (field->row))));
  if (text[0] != 0)
    return TRUE;

  tw_form_set_error (self, path, _("This is required."));

  return FALSE;
}
