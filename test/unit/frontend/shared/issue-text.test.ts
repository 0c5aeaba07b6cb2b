import { CreateRequest } from '../../../../core/contract/requests';
import { SettingsBody } from '../../../../core/model/policy';
import { issueText } from '../../../../frontend/src/shared/issue-text';

const messages = (
  schema: { safeParse(value: unknown): { error?: { issues: readonly unknown[] } } },
  value: unknown,
) => (schema.safeParse(value).error?.issues ?? []).map((issue) => issueText(issue as never));

describe('what is wrong with a form, for people', () => {
  it('says the limit of a number', () => {
    expect(messages(SettingsBody, { maxMinutes: 0 })).toEqual(['Must be at least 1.']);
    expect(messages(SettingsBody, { maxMinutes: 999_999 })).toEqual(['Must be at most 129600.']);
  });

  it('asks for a whole number where something else was typed', () => {
    expect(messages(SettingsBody, { maxMinutes: Number.NaN })).toEqual(['Enter a whole number.']);
  });

  it('keeps the words of the contract where it has some', () => {
    expect(messages(SettingsBody, { ticketUrl: 'http://x' })).toEqual(['Must be an https address.']);
    const body = { targets: [], minutes: 1.5, justification: '<b>now</b>' };
    expect(messages(CreateRequest, body)).toEqual([
      'Name at least 1.',
      'Must be a whole number of minutes.',
      'Must be plain text without HTML tags.',
    ]);
  });
});
