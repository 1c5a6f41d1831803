/* tw-contact-group.c
 *
 * Copyright 2026 The Tradewind Authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-app"

#include "config.h"

#include "widgets/tw-contact-group.h"

#include <glib/gi18n.h>

struct _TwContactGroup
{
  AdwPreferencesGroup parent_instance;

  TwContactType  type;

  AdwActionRow  *same_row;
  GtkSwitch     *same;
  AdwEntryRow   *first_name_row;
  AdwEntryRow   *last_name_row;
  AdwEntryRow   *email_row;
  AdwEntryRow   *phone_row;
  AdwEntryRow   *login_row;
  AdwEntryRow   *password_row;
};

enum
{
  PROP_0,
  PROP_CONTACT_TYPE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TwContactGroup, tw_contact_group, ADW_TYPE_PREFERENCES_GROUP)

/* Fields that every contact has, those that only an administrative one has, and their rows. */
typedef struct
{
  const char *name;
  goffset     row;
  gboolean    required;
  gboolean    admin_only;
} ContactField;

static const ContactField fields[] = {
  { "firstName", G_STRUCT_OFFSET (TwContactGroup, first_name_row), TRUE, FALSE },
  { "lastName", G_STRUCT_OFFSET (TwContactGroup, last_name_row), TRUE, FALSE },
  { "email", G_STRUCT_OFFSET (TwContactGroup, email_row), TRUE, FALSE },
  { "phoneNumber", G_STRUCT_OFFSET (TwContactGroup, phone_row), TRUE, FALSE },
  { "login", G_STRUCT_OFFSET (TwContactGroup, login_row), FALSE, TRUE },
  { "password", G_STRUCT_OFFSET (TwContactGroup, password_row), FALSE, TRUE },
};

static GtkWidget *
get_row (TwContactGroup     *self,
         const ContactField *field)
{
  return G_STRUCT_MEMBER (GtkWidget *, self, field->row);
}

static gboolean
is_same (TwContactGroup *self)
{
  return self->type != TW_CONTACT_ADMIN && gtk_switch_get_active (self->same);
}

static char *
dup_path (TwContactGroup     *self,
          const ContactField *field)
{
  return g_strdup_printf ("contactPersons[%d].%s", self->type, field->name);
}

static void
update (TwContactGroup *self)
{
  gboolean same = is_same (self);

  gtk_widget_set_visible (GTK_WIDGET (self->same_row), self->type != TW_CONTACT_ADMIN);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    gtk_widget_set_visible (get_row (self, &fields[i]),
                            !same && (!fields[i].admin_only || self->type == TW_CONTACT_ADMIN));
}

static void
tw_contact_group_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CONTACT_TYPE:
      g_value_set_enum (value, TW_CONTACT_GROUP (object)->type);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_contact_group_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  TwContactGroup *self = TW_CONTACT_GROUP (object);

  switch (prop_id)
    {
    case PROP_CONTACT_TYPE:
      self->type = g_value_get_enum (value);
      update (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_contact_group_class_init (TwContactGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = tw_contact_group_get_property;
  object_class->set_property = tw_contact_group_set_property;

  properties[PROP_CONTACT_TYPE] = g_param_spec_enum ("contact-type", NULL, NULL, TW_TYPE_CONTACT_TYPE, TW_CONTACT_ADMIN,
                                                     G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                       | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tradewind/Tradewind/widgets/tw-contact-group.ui");
  gtk_widget_class_bind_template_child (widget_class, TwContactGroup, same_row);
  gtk_widget_class_bind_template_child (widget_class, TwContactGroup, same);
  gtk_widget_class_bind_template_child (widget_class, TwContactGroup, first_name_row);
  gtk_widget_class_bind_template_child (widget_class, TwContactGroup, last_name_row);
  gtk_widget_class_bind_template_child (widget_class, TwContactGroup, email_row);
  gtk_widget_class_bind_template_child (widget_class, TwContactGroup, phone_row);
  gtk_widget_class_bind_template_child (widget_class, TwContactGroup, login_row);
  gtk_widget_class_bind_template_child (widget_class, TwContactGroup, password_row);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

static void
tw_contact_group_init (TwContactGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tw_contact_group_join:
 * @self: a contact group
 * @form: the form it is part of
 *
 * Tells the form which rows stand for which fields.
 */
void
tw_contact_group_join (TwContactGroup *self,
                       TwForm         *form)
{
  g_return_if_fail (TW_IS_CONTACT_GROUP (self));

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *path = dup_path (self, &fields[i]);

      tw_form_add (form, path, get_row (self, &fields[i]));
    }
}

/**
 * tw_contact_group_check:
 * @self: a contact group
 * @form: the form it is part of
 *
 * Marks what is required and missing.
 *
 * Returns: whether nothing is
 */
gboolean
tw_contact_group_check (TwContactGroup *self,
                        TwForm         *form)
{
  gboolean valid = TRUE;

  g_return_val_if_fail (TW_IS_CONTACT_GROUP (self), FALSE);

  if (is_same (self))
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].required)
      {
        g_autofree char *path = dup_path (self, &fields[i]);

        valid &= tw_form_require (form, path);
      }

  return valid;
}

/**
 * tw_contact_group_make_contact:
 * @self: a contact group
 * @admin: the group of the administrative contact
 *
 * Returns: (transfer full): the contact that was typed
 */
TwContact *
tw_contact_group_make_contact (TwContactGroup *self,
                               TwContactGroup *admin)
{
  TwContact *contact;
  TwContactGroup *source;

  g_return_val_if_fail (TW_IS_CONTACT_GROUP (self), NULL);
  g_return_val_if_fail (TW_IS_CONTACT_GROUP (admin), NULL);

  contact = g_object_new (TW_TYPE_CONTACT, "type", self->type, NULL);
  source = is_same (self) ? admin : self;
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *text = gtk_editable_get_text (GTK_EDITABLE (get_row (source, &fields[i])));

      if (text[0] != 0 && (!fields[i].admin_only || self->type == TW_CONTACT_ADMIN))
        tw_resource_set_text (TW_RESOURCE (contact), fields[i].name, text, NULL);
    }

  return contact;
}

/**
 * tw_contact_group_reset:
 * @self: a contact group
 *
 * Empties every row.
 */
void
tw_contact_group_reset (TwContactGroup *self)
{
  g_return_if_fail (TW_IS_CONTACT_GROUP (self));

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    gtk_editable_set_text (GTK_EDITABLE (get_row (self, &fields[i])), "");
  gtk_switch_set_active (self->same, TRUE);
}
