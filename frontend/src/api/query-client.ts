import { QueryClient } from '@tanstack/react-query';
import { ApiProblem, SignInNeededError } from './problem';

const isFinal = (error: Error) =>
  error instanceof SignInNeededError || (error instanceof ApiProblem && error.problem.status < 500);

/** Server state of the whole app; what the server has refused is not asked again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      retry: (count, error) => !isFinal(error) && count < 2,
      refetchOnWindowFocus: true,
    },
  },
});
