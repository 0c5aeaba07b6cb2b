import { z } from 'zod';

const text = z.string().min(1).max(1_024);
const primary = z.boolean().optional();
const valued = z.strictObject({ Value: text.optional(), Type: text.optional(), Primary: primary });

/** The attributes of a user, named as in the API. */
export const userAttributes = z.strictObject({
  UserName: z
    .string()
    .max(128)
    .regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u),
  Name: z
    .strictObject({
      Formatted: text.optional(),
      FamilyName: text.optional(),
      GivenName: text.optional(),
      MiddleName: text.optional(),
      HonorificPrefix: text.optional(),
      HonorificSuffix: text.optional(),
    })
    .optional(),
  DisplayName: text.optional(),
  NickName: text.optional(),
  ProfileUrl: text.optional(),
  Emails: z.array(valued).min(1).max(1).optional(),
  Addresses: z
    .array(
      z.strictObject({
        StreetAddress: text.optional(),
        Locality: text.optional(),
        Region: text.optional(),
        PostalCode: text.optional(),
        Country: text.optional(),
        Formatted: text.optional(),
        Type: text.optional(),
        Primary: primary,
      }),
    )
    .min(1)
    .max(1)
    .optional(),
  PhoneNumbers: z.array(valued).min(1).max(1).optional(),
  UserType: text.optional(),
  Title: text.optional(),
  PreferredLanguage: text.optional(),
  Locale: text.optional(),
  Timezone: text.optional(),
  Photos: z
    .array(z.strictObject({ Value: text, Type: text.optional(), Display: text.optional(), Primary: primary }))
    .max(3)
    .optional(),
  Website: text.optional(),
  Birthdate: text.optional(),
  Roles: z.array(valued).optional(),
});

/** The only extension there is; its members are in camel case. */
export const ENTERPRISE = 'aws:identitystore:enterprise';

/** The extensions of a user. */
export const userExtensions = z.strictObject({
  [ENTERPRISE]: z
    .strictObject({
      employeeNumber: text.optional(),
      costCenter: text.optional(),
      organization: text.optional(),
      division: text.optional(),
      department: text.optional(),
      manager: z.strictObject({ value: text.optional() }).optional(),
    })
    .optional(),
});
