import { z } from 'zod';

const refuseMarkup = (text: string) => !/<\s*[a-z!/?]/i.test(text);
// oxlint-disable-next-line no-control-regex -- refusing control characters (other than tab and line feed) is the point
const controls = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/** Free text by a person: plain, without control characters or HTML tags. */
export const freeText = (max: number) =>
  z
    .string()
    .max(max, `must be at most ${max} characters`)
    .refine((text) => !controls.test(text), 'must not hold control characters')
    .refine(refuseMarkup, 'must be plain text without HTML tags')
    .transform((text) => text.trim());

/** A comment on what somebody does. */
export const Comment = freeText(1_000);
