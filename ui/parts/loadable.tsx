import { type ComponentType, lazy, useState } from "react";

/** A component whose code comes when it is first shown, or ahead of that by `load`. */
export type Loadable<Props = object> = ComponentType<Props> & { readonly load: () => Promise<unknown> };

/** Makes a component of code that is brought later. It is shown inside of a `Suspense`. */
export function loadable<Props extends object>(bring: () => Promise<ComponentType<Props>>): Loadable<Props> {
  let brought: ComponentType<Props> | undefined;
  const load = async () => {
    brought ??= await bring();
    return { default: brought };
  };
  const Later = lazy(load);
  function Part(props: Props) {
    // React leaves a fallback that it has shown for 300 ms at least, so what is there already must not ask for one.
    const [Component] = useState<ComponentType<Props>>(() => brought ?? Later);
    return <Component {...props} />;
  }
  return Object.assign(Part, { load });
}
