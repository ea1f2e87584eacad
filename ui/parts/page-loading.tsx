import { Center, Loader } from "@mantine/core";

/** While a page's code or the session is on its way. Shown late, so that what is quick does not flicker. */
export function PageLoading() {
  return (
    <Center mih="60dvh" role="status" aria-label="Loading">
      <Loader type="dots" color="gray" />
    </Center>
  );
}
