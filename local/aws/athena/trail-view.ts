import { TABLE } from '../cloudtrail/schema';

/** Minutes from an event until its log file is written; files lie in the folder of the day on which that happens. */
const DELIVERY = 5;

/**
 * The events as a table over the log files of an organization trail shows them: times, flags and parameters are text, and the partition
 * columns say in which folder the file lies. Made in DuckDB under the very names that queries use, so that these run as they are.
 */
export function trailView(database: string, table: string): string[] {
  return [
    `CREATE SCHEMA "${database}"`,
    `CREATE VIEW "${database}"."${table}" AS
SELECT eventversion, useridentity, strftime(eventtime, '%Y-%m-%dT%H:%M:%SZ') AS eventtime,
  eventsource, eventname, awsregion, sourceipaddress, useragent, errorcode, errormessage,
  ${text('requestparameters')}, ${text('responseelements')}, ${text('additionaleventdata')},
  requestid, eventid, CAST(readonly AS VARCHAR) AS readonly,
  list_transform(resources, lambda r: {'arn': r.arn, 'accountid': r.accountid, 'type': r.type}) AS resources,
  eventtype, recipientaccountid, eventcategory, sessioncredentialfromconsole,
  recipientaccountid AS account, awsregion AS region,
  strftime(eventtime + INTERVAL ${DELIVERY} MINUTE, '%Y/%m/%d') AS "day"
FROM main.${TABLE}`,
  ];
}

const text = (column: string) => `CAST(to_json(${column}) AS VARCHAR) AS ${column}`;
