export function App() {
  return <h1>Trunkline</h1>;
}
