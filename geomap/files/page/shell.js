(() => { "use strict";

    
            const map_geomap = L.map("map_geomap", {
                center: [48.5, 32.0],
                crs: L.CRS.EPSG3857,
                ...{
  "zoom": 6,
  "zoomControl": true,
  "preferCanvas": false,
  "zoomSnap": 0.5,
  "zoomDelta": 1,
  "wheelPxPerZoomLevel": 110,
  "attributionControl": false,
  "maxBoundsViscosity": 0.8,
},
                ...(matchMedia("(prefers-reduced-motion: reduce)").matches
                    ? { zoomAnimation: false, fadeAnimation: false, inertia: false } : {})
            });
            L.control.scale({ imperial: false }).addTo(map_geomap);
        
    %%tiles%%%%claims%%
start(map_geomap);
})();