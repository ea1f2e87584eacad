import type { ObjectType } from "../../model/object-type.ts";

/** Remembers what is worked out from an object type's definitions; a changed definition makes a new object type. */
export function perObjectType<T>(compute: (objectType: ObjectType) => T): (objectType: ObjectType) => T {
  const known = new WeakMap<ObjectType, T>();
  return (objectType) => {
    let value = known.get(objectType);
    if (value === undefined) {
      value = compute(objectType);
      known.set(objectType, value);
    }
    return value;
  };
}
