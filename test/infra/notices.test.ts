import { z } from 'zod';
import { NEWS_EVENTS } from '../../core/contract/news';
import { AuditEventType } from '../../core/model/audit-event';
import { newsOf } from '../../core/usecases/news-of';
import { buildEvent, buildRequest, buildSnapshot } from '../support/build';
import { START } from '../support/fakes';
import { synthesized } from './support/assembly';

const Pattern = z.object({
  eventName: z.tuple([z.literal('INSERT')]),
  dynamodb: z.object({
    NewImage: z.object({
      record: z.object({ M: z.object({ type: z.object({ S: z.array(AuditEventType) }) }) }),
    }),
  }),
});
const Criteria = z.object({ Filters: z.tuple([z.object({ Pattern: z.string() })]) });

describe('the stream that sends email', () => {
  it('starts the function for the events that are news, and for no others', () => {
    const [mapping] = synthesized().all('AWS::Lambda::EventSourceMapping');
    const criteria = Criteria.parse(mapping?.resource.Properties.FilterCriteria);
    const pattern = Pattern.parse(JSON.parse(criteria.Filters[0].Pattern));
    expect(pattern.dynamodb.NewImage.record.M.type.S).toEqual(NEWS_EVENTS);
  });

  it('leaves out no event that has news for the requester', () => {
    const ended = buildRequest({ status: 'ended' });
    for (const type of AuditEventType.options) {
      if (NEWS_EVENTS.includes(type)) continue;
      const event = { ...buildEvent({ type }), sequence: 1, previousHash: '', hash: '' };
      expect({ type, news: newsOf(event, ended, buildSnapshot(), START, []) }).toEqual({
        type,
        news: undefined,
      });
    }
  });
});
