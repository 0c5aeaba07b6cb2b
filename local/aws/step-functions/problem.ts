/** What is wrong with a definition, and where: a path such as `/States/Wait/Seconds`. */
export type Problem = { readonly message: string; readonly location: string };
