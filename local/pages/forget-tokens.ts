/** JavaScript that drops what the web app keeps of a person in this browser; it then asks the portal who is there. */
export const FORGET_TOKENS = `for (const key of Object.keys(localStorage))
  if (key.startsWith('CognitoIdentityServiceProvider.')) localStorage.removeItem(key);`;
