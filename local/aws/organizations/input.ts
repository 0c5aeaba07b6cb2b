import { z } from 'zod';
import { type Operation, operation } from '../support/operation';
import { pageInput } from '../support/paging';
import { invalidInput } from './errors';

/** How Organizations pages: at most 20 at a time. */
export const PAGING = { size: 20, invalid: invalidInput };

/** The paging members of an input. */
export const paged = pageInput(20);

const ROOT = 'r-[0-9a-z]{4,32}';
const UNIT = 'ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}';
const pattern = (source: string) => z.string().regex(new RegExp(`^(${source})$`));

/** An account id by its shape. */
export const accountId = pattern('\\d{12}');
/** An organizational unit's id by its shape. */
export const unitId = pattern(UNIT);
/** The id of a root or an organizational unit by its shape. */
export const parentId = pattern(`${ROOT}|${UNIT}`);
/** The id of an account or an organizational unit by its shape. */
export const childId = pattern(`\\d{12}|${UNIT}`);
/** The id of anything that can have tags and is emulated here. */
export const taggableId = pattern(`\\d{12}|${ROOT}|${UNIT}`);

/** An operation of Organizations: what is wrong with its input is an InvalidInputException. */
export function verb<Input extends z.ZodType>(
  input: Input,
  run: (input: z.output<Input>) => Record<string, unknown>,
): Operation {
  return operation(input, run, invalidInput);
}
