// The map drawn in the browser: the same land as the picture, with a day to slide and evidence on a click.
// Where it cannot be drawn (no WebGL), the picture stays.
import { Map, NavigationControl, Popup, setWorkerUrl } from "./vendor/maplibre-gl.mjs";

setWorkerUrl(new URL("./vendor/maplibre-gl-worker.mjs", import.meta.url).href);

const box = document.getElementById("map");
const picture = document.getElementById("picture");
const day = document.getElementById("day");
const slider = document.getElementById("slider");
const evidence = document.getElementById("evidence");
const DAY = 86400000;

const cells = async (when) => (await fetch(`${box.dataset.cells}?day=${encodeURIComponent(when)}`)).json();

const hatch = () => {
  const size = 12;
  const data = new Uint8Array(size * size * 4);
  for (let y = 0; y < size; y += 1) for (let x = 0; x < size; x += 1) {
    const on = (x + y) % size < 2;
    data.set([255, 255, 255, on ? 210 : 0], (y * size + x) * 4);
  }
  return { width: size, height: size, data };
};

const bounds = (land) => {
  let [west, south, east, north] = [180, 90, -180, -90];
  const visit = (part) => {
    if (typeof part[0] === "number") {
      west = Math.min(west, part[0]); east = Math.max(east, part[0]);
      south = Math.min(south, part[1]); north = Math.max(north, part[1]);
    } else part.forEach(visit);
  };
  land.features.forEach((f) => visit(f.geometry.coordinates));
  return [[west, south], [east, north]];
};

const told = (properties) => {
  const made = document.createElement("div");
  const name = document.createElement("b");
  name.textContent = `${properties.place}: ${properties.holder.replaceAll("_", " ")}`;
  const why = document.createElement("p");
  why.textContent = [properties.evidence, properties.from && `${properties.from} to ${properties.to}`].filter(Boolean).join(". ");
  made.append(name, why);
  return made;
};

const start = async () => {
  const land = await cells(day ? day.value : "");
  if (!land.features.length) return;
  box.hidden = false;
  const map = new Map({
    container: box, attributionControl: false, bounds: bounds(land), fitBoundsOptions: { padding: 12 },
    style: { version: 8, sources: { land: { type: "geojson", data: land } }, layers: [
      { id: "sea", type: "background", paint: { "background-color": "#f6f6f2" } },
      { id: "held", type: "fill", source: "land", filter: ["!=", ["get", "state"], "far"], paint: { "fill-color": ["get", "colour"], "fill-outline-color": "#ffffff" } },
    ] },
  });
  map.addControl(new NavigationControl({ showCompass: false }));
  map.on("load", () => {
    map.addImage("hatch", hatch());
    map.addLayer({ id: "far", type: "fill", source: "land", filter: ["==", ["get", "state"], "far"], paint: { "fill-pattern": "hatch" } });
    picture.hidden = true;
    box.dataset.drawn = "yes";
  });
  map.on("click", "held", (event) => {
    const { properties } = event.features[0];
    new Popup().setLngLat(event.lngLat).setDOMContent(told(properties)).addTo(map);
    evidence.hidden = false;
    evidence.replaceChildren(told(properties));
  });
  slide(map);
};

const slide = (map) => {
  if (!slider) return;
  const first = Date.parse(slider.dataset.first);
  slider.min = 0;
  slider.max = Math.round((Date.parse(slider.dataset.last) - first) / DAY);
  slider.value = Math.round((Date.parse(slider.dataset.day) - first) / DAY);
  slider.parentElement.hidden = false;
  let asked = 0;
  slider.addEventListener("input", async () => {
    const when = new Date(first + slider.value * DAY).toISOString().slice(0, 10);
    day.value = when;
    slider.setAttribute("aria-valuetext", when);
    const mine = (asked += 1);
    const land = await cells(when);
    if (mine === asked) map.getSource("land").setData(land);
  });
  slider.addEventListener("change", () => document.getElementById("day-form").requestSubmit());
};

start().catch((error) => { box.hidden = true; console.warn(error); });
