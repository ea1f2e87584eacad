import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { showDone } from "../../api/show-error.tsx";

/**
 * A change of a setting: tells when it is done, and reads anew what depends on it.
 * @param keys what depends on it
 * @param showsOwnErrors true where a form says itself what was refused
 */
export function useChange<Given, Result>(
  work: (given: Given) => Promise<Result>,
  done: string,
  keys: readonly QueryKey[],
  showsOwnErrors = false,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: work,
    meta: { showsOwnErrors },
    onSuccess: () => showDone(done),
    onSettled: () => Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}
