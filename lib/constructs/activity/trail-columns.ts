const SESSION_ISSUER =
  'sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>';

const USER_IDENTITY = `struct<${[
  'type:string',
  'principalid:string',
  'arn:string',
  'accountid:string',
  'invokedby:string',
  'accesskeyid:string',
  'username:string',
  'onbehalfof:struct<userid:string,identitystorearn:string>',
  `sessioncontext:struct<attributes:struct<mfaauthenticated:string,creationdate:string>,${SESSION_ISSUER}>`,
].join()}>`;

/** What a look-up reads of a log file, in the types of Glue; what it does not read is not here. */
export const TRAIL_COLUMNS: readonly (readonly [name: string, type: string])[] = [
  ['eventid', 'string'],
  ['eventtime', 'string'],
  ['eventsource', 'string'],
  ['eventname', 'string'],
  ['awsregion', 'string'],
  ['sourceipaddress', 'string'],
  ['useragent', 'string'],
  ['errorcode', 'string'],
  ['errormessage', 'string'],
  ['readonly', 'string'],
  ['requestparameters', 'string'],
  ['resources', 'array<struct<arn:string,accountid:string,type:string>>'],
  ['recipientaccountid', 'string'],
  ['eventtype', 'string'],
  ['useridentity', USER_IDENTITY],
];
