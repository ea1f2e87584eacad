import type { Random } from "./random.ts";

const firstNames = words(`
  Ada Aisha Alan Alejandra Amara Amelie Anders Anna Antoine Aroha Ayumi Beatriz Ben Bilal Carlos Carmen Chidi Chloe
  Clara Daan Daniel David Deniz Diego Elena Elif Emil Emma Enzo Erik Esther Fatima Felix Fiona Freya Gabriel Grace Hana
  Hannah Hugo Ibrahim Ida Imran Ines Isaac Isla Ivan Jakob James Jana Jin Johanna Jonas Jules Julia Kaito Karim Katja
  Kenji Klara Kwame Lars Laura Leila Lena Leon Liam Lin Linda Lucas Lucia Maja Malik Marco Maria Mark Marta Mateo Maya
  Mei Mila Mohammed Nadia Nathan Nia Niko Nina Noah Nora Olga Oliver Omar Oscar Paula Pedro Petra Priya Rafael Rahul
  Rosa Ruth Samir Sara Sofia Stefan Tariq Theo Thomas Tom Valentina Vera Victor Wei Yara Yusuf Zoe
`);
const lastNames = words(`
  Abe Adeyemi Ahmed Almeida Andersson Bakker Barbosa Bauer Becker Bianchi Brown Castillo Chen Cohen Costa Davies Diaz
  Dubois Eriksen Evans Fernandez Ferrari Fischer Fournier Garcia Gomez Gupta Haddad Hansen Hoffmann Horvat Hughes
  Ibrahim Ivanov Jansen Johansson Jones Kaya Keller Khan Kim Klein Kovac Kowalski Kumar Lambert Larsen Lee Lefebvre
  Lopez Martin Martinez Mensah Meyer Moreau Mueller Murphy Nakamura Nguyen Nielsen Novak Nowak Okafor Oliveira Olsen
  Park Patel Pereira Petrov Popescu Ramirez Ricci Rossi Russo Sanchez Santos Sato Schmidt Schneider Silva Singh Smith
  Sokolov Suzuki Tanaka Taylor Thomas Torres Tran Vargas Virtanen Visser Wagner Walker Wang Weber White Williams Wilson
  Wolf Wright Yamamoto Yilmaz Young Zhang Zimmermann
`);
const companyBeginnings = words(`
  Alder Amber Anchor Apex Arbor Aspen Atlas Aurora Baltic Beacon Birch Blue Bright Brook Cedar Cobalt Copper Coral Crest
  Crown Delta East Echo Elm Ember Falcon Fjord Forge Garnet Glacier Golden Granite Green Harbor Haven Hazel Heron High
  Horizon Iron Ivory Jade Juniper Kestrel Lake Lark Linden Lumen Maple Marble Meridian Mill Moss North Oak Ocean Onyx
  Opal Orchard Otter Park Peak Pine Pioneer Quartz Raven Ridge River Rowan Saffron Sage Silver Sky Spruce Stone Summit
  Swift Terra Thistle Tidal Union Vale Vista West Willow Zephyr
`);
const companyEndings = words(`
  Analytics Automation Bank Bikes Builders Capital Care Chemicals Clinics Cloud Components Consulting Dairy Design
  Devices Dynamics Energy Engineering Estates Fabrics Farms Films Foods Freight Furniture Games Glass Health Hotels
  Insurance Interiors Labs Learning Legal Logistics Machines Markets Materials Media Metals Mobility Motors Optics
  Packaging Paper Partners Pharma Plastics Press Properties Robotics Schools Security Software Solar Sports Steel Studios
  Systems Textiles Tools Toys Trading Travel Ventures Water Wines Works
`);
const cities: readonly (readonly [city: string, country: string])[] = [
  ["Amsterdam", "Netherlands"],
  ["Auckland", "New Zealand"],
  ["Austin", "United States"],
  ["Barcelona", "Spain"],
  ["Berlin", "Germany"],
  ["Boston", "United States"],
  ["Chicago", "United States"],
  ["Copenhagen", "Denmark"],
  ["Dublin", "Ireland"],
  ["Hamburg", "Germany"],
  ["Lagos", "Nigeria"],
  ["Lisbon", "Portugal"],
  ["London", "United Kingdom"],
  ["Lyon", "France"],
  ["Madrid", "Spain"],
  ["Milan", "Italy"],
  ["Mumbai", "India"],
  ["Munich", "Germany"],
  ["Osaka", "Japan"],
  ["Oslo", "Norway"],
  ["Paris", "France"],
  ["Prague", "Czechia"],
  ["São Paulo", "Brazil"],
  ["Singapore", "Singapore"],
  ["Stockholm", "Sweden"],
  ["Sydney", "Australia"],
  ["Toronto", "Canada"],
  ["Vienna", "Austria"],
  ["Warsaw", "Poland"],
  ["Zürich", "Switzerland"],
];

export type PersonName = { readonly firstName: string; readonly lastName: string };

export function personName(random: Random): PersonName {
  return { firstName: random.pick(firstNames), lastName: random.pick(lastNames) };
}

/** A company's name and the words of it for its domain; names can come twice, as they do in life. */
export function companyName(random: Random): { readonly name: string; readonly slug: string } {
  const parts = [random.pick(companyBeginnings), random.pick(companyEndings)];
  return { name: parts.join(" "), slug: parts.join("-").toLowerCase() };
}

export function cityAndCountry(random: Random): readonly [city: string, country: string] {
  return random.pick(cities);
}

/** A number in a range that is kept free for made-up ones, or at least looks like it. */
export function phoneNumber(random: Random): string {
  return `+1${random.integer(201, 989)}555${String(random.integer(0, 9_999)).padStart(4, "0")}`;
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
